// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultType;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.session.ResultHandler;

/**
 * The statements that read and change texts wherever they are. Names of tables and columns come
 * from constants alone.
 */
public interface TextMapper {

  /** The keys of a tenant's work items, in their order. */
  @Select(
      """
      select w.ITEM_KEY from MR_WORK_ITEM w
      where w.TENANT = #{tenant} and w.ITEM_KEY > #{after}
      order by w.ITEM_KEY fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> itemsAfter(
      @Param("tenant") String tenant, @Param("after") UUID item, @Param("limit") int limit);

  /** Reads one text after another: together they may be large. */
  @Select(
      "<script>select ITEM_KEY, ${column} from ${table} where ${column} is not null"
          + " and ITEM_KEY in "
          + GrowthMapper.KEYS
          + "</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE, fetchSize = 50)
  @ResultType(ItemText.class)
  void textsOfItems(
      @Param("table") String table,
      @Param("column") String column,
      @Param("keys") List<UUID> keys,
      ResultHandler<ItemText> handler);

  @Update(
      """
      update ${table} set ${column} = #{now}
      where ITEM_KEY = #{key} and ${column} = #{before}
      """)
  void changeTextOfItem(
      @Param("table") String table,
      @Param("column") String column,
      @Param("key") UUID itemKey,
      @Param("before") String before,
      @Param("now") String now);

  /** Drops a link whose target is about to become that of another one. */
  @Delete(
      """
      delete from MR_LINK where ITEM_KEY = #{key} and TARGET = #{before} and TYPE in (
        select o.TYPE from MR_LINK o where o.ITEM_KEY = #{key} and o.TARGET = #{now})
      """)
  void dropSameLinks(
      @Param("key") UUID itemKey, @Param("before") String before, @Param("now") String now);

  @Select(
      "select distinct ${column} from ${table} where TENANT = #{tenant} and ${column} is not null")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<String> textsOfTenant(
      @Param("table") String table, @Param("column") String column, @Param("tenant") String tenant);

  @Select(
      """
      select count(*) from ${table} where TENANT = #{tenant} and ${column} = #{text}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countTextOfTenant(
      @Param("table") String table,
      @Param("column") String column,
      @Param("tenant") String tenant,
      @Param("text") String text);

  @Update(
      """
      update ${table} set ${column} = #{now} where TENANT = #{tenant} and ${column} = #{before}
      """)
  void changeTextOfTenant(
      @Param("table") String table,
      @Param("column") String column,
      @Param("tenant") String tenant,
      @Param("before") String before,
      @Param("now") String now);

  @Insert(
      """
      insert into MR_ERASURE (ERASURE_KEY, TENANT, PSEUDONYM, ACTOR, REASON, ERASED_AT, COUNTS)
      values (#{erasureKey}, #{tenant}, #{pseudonym}, #{actor}, #{reason}, #{erasedAt}, #{counts})
      """)
  void insertErasure(ErasureRow row);

  @Update("update MR_ERASURE set COUNTS = #{counts} where ERASURE_KEY = #{erasureKey}")
  void updateErasure(ErasureRow row);

  @Select(
      """
      select e.ERASURE_KEY, e.TENANT, e.PSEUDONYM, e.ACTOR, e.REASON, e.ERASED_AT, e.COUNTS
      from MR_ERASURE e where e.TENANT = #{tenant} order by e.ERASED_AT desc, e.ERASURE_KEY desc
      offset #{offset} rows fetch next #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ErasureRow> erasures(
      @Param("tenant") String tenant, @Param("offset") int offset, @Param("limit") int limit);
}
