// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * The process engine's incidents, which are the external tasks and jobs without retries left, with
 * what Millrace knows of them. Few rows: an incident goes when what failed is tried again or ends.
 */
interface FailureTables {
  String FROM =
      """
      from ACT_RU_INCIDENT i
      join MR_STREAM_INSTANCE s on s.ENGINE_ID = i.PROC_INST_ID_
      join MR_WORK_ITEM w on w.ITEM_KEY = s.ITEM_KEY
      left join ACT_RU_EXT_TASK x
        on x.ID_ = i.CONFIGURATION_ and i.INCIDENT_TYPE_ = 'failedExternalTask'
      left join MR_STEP_RUN r on r.ENGINE_REF = x.ACT_INST_ID_ and r.ENDED_AT is null
      left join ACT_RU_JOB j on j.ID_ = i.CONFIGURATION_ and i.INCIDENT_TYPE_ = 'failedJob'
      where w.TENANT = #{tenant}
        and (j.ID_ is not null or r.RUN_KEY is not null and x.ERROR_MSG_ <> #{person})
      """;

  String COLUMNS =
      """
      select i.INCIDENT_TIMESTAMP_ as SINCE, i.ACTIVITY_ID_ as ELEMENT, w.ID as ITEM, s.STREAM,
        x.TOPIC_NAME_ as HANDLER, r.RUN_KEY as RUN, r.ATTEMPTS, j.ID_ as JOB,
        coalesce(x.ERROR_MSG_, j.EXCEPTION_MSG_, i.INCIDENT_MSG_) as REASON
      """;

  @Select(
      "<script>"
          + COLUMNS
          + "<![CDATA["
          + FROM
          + "]]>"
          + """
          <if test="handler != null">and x.TOPIC_NAME_ = #{handler}</if>
          <if test="run != null">and r.RUN_KEY = #{run}</if>
          <if test="job != null">and j.ID_ = #{job}</if>
          order by i.INCIDENT_TIMESTAMP_, i.ID_
          offset #{offset} rows fetch next #{limit} rows only
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Results({
    @Result(column = "SINCE", property = "since"),
    @Result(column = "ELEMENT", property = "element"),
    @Result(column = "ITEM", property = "item"),
    @Result(column = "STREAM", property = "stream"),
    @Result(column = "HANDLER", property = "handler"),
    @Result(column = "RUN", property = "run"),
    @Result(column = "ATTEMPTS", property = "attempts"),
    @Result(column = "JOB", property = "job"),
    @Result(column = "REASON", property = "reason")
  })
  List<Row> page(Search search);

  @Select("select count(*) " + FROM)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long count(@Param("tenant") String tenant, @Param("person") String blockedByPerson);

  /**
   * What to look for.
   *
   * @param person the failure of steps that a person blocked, which are left out
   * @param handler the handler; null for any
   * @param run the step run; null for any
   * @param job the engine's job; null for any
   */
  record Search(
      String tenant,
      String person,
      @Nullable String handler,
      @Nullable UUID run,
      @Nullable String job,
      int offset,
      int limit) {}

  /** A failure as the tables have it. Not thread-safe. */
  @SuppressWarnings("NullAway.Init") // filled by the mapper
  final class Row {
    public Date since;
    public String element;
    public String item;
    public String stream;
    public @Nullable String handler;
    public @Nullable UUID run;
    public int attempts;
    public @Nullable String job;
    public @Nullable String reason;
  }
}
