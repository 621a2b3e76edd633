// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.Collection;
import java.util.Date;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What waits in the process engine's tables, of all tenants. */
interface QueueTables {

  @Select(
      """
      select count(*) as AMOUNT, min(coalesce(j.DUEDATE_, j.CREATE_TIME_)) as OLDEST
      from ACT_RU_JOB j
      where j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1
        and (j.DUEDATE_ is null or j.DUEDATE_ <= #{now})
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Results(
      id = "queue",
      value = {
        @Result(column = "AMOUNT", property = "count"),
        @Result(column = "OLDEST", property = "oldest")
      })
  Queue dueJobs(@Param("now") Date now);

  @Select(
      """
      <script>
      select count(*) as AMOUNT, min(x.CREATE_TIME_) as OLDEST
      from ACT_RU_EXT_TASK x
      where (x.RETRIES_ is null or x.RETRIES_ > 0) and x.SUSPENSION_STATE_ = 1
        and (x.LOCK_EXP_TIME_ is null or x.LOCK_EXP_TIME_ &lt;= #{now})
        and x.TOPIC_NAME_ in
        <foreach item="topic" collection="topics" open="(" separator="," close=")">#{topic}</foreach>
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("queue")
  Queue freeSteps(@Param("topics") Collection<String> topics, @Param("now") Date now);

  /** How many incidents there are, without steps that a person blocked. */
  @Select(
      """
      select count(*)
      from ACT_RU_INCIDENT i
      left join ACT_RU_EXT_TASK x
        on x.ID_ = i.CONFIGURATION_ and i.INCIDENT_TYPE_ = 'failedExternalTask'
      where i.INCIDENT_TYPE_ = 'failedJob' or x.ERROR_MSG_ <> #{person}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countGivenUp(@Param("person") String blockedByPerson);

  /** Rows that wait. Not thread-safe. */
  final class Queue {
    public long count;
    public @Nullable Date oldest;
  }
}
