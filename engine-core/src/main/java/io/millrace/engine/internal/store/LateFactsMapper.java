// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The statements on work items whose fact sources are still to be asked. */
public interface LateFactsMapper {

  @Insert("insert into MR_LATE_FACTS (ITEM_KEY, DUE_AT) values (#{key}, #{at})")
  void insertLateFacts(@Param("key") UUID itemKey, @Param("at") Instant at);

  /** Locks some that are due and that nobody else has locked. */
  @Select(
      """
      select f.ITEM_KEY from MR_LATE_FACTS f where f.DUE_AT <= #{now}
      order by f.DUE_AT fetch first #{limit} rows only for update skip locked
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> lockLateFacts(@Param("now") Instant now, @Param("limit") int limit);

  @Select("select count(*) from MR_LATE_FACTS")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countLateFacts();

  /** Keeps others from one until an instant. */
  @Update("update MR_LATE_FACTS set DUE_AT = #{at} where ITEM_KEY = #{key}")
  void postponeLateFacts(@Param("key") UUID itemKey, @Param("at") Instant at);

  @Delete("delete from MR_LATE_FACTS where ITEM_KEY = #{key}")
  void deleteLateFacts(@Param("key") UUID itemKey);
}
