// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** The statements on what has been kept long enough. */
public interface GrowthMapper {

  /** Every table that has rows of a work item under its key; the work item itself comes last. */
  List<String> TABLES_OF_ITEM =
      List.of(
          "MR_FACTS",
          "MR_STREAM_INSTANCE",
          "MR_STEP_RUN",
          "MR_TRANSITION",
          "MR_DECISION",
          "MR_LINK",
          "MR_CATALOGUE_REQUEST",
          "MR_COMMAND",
          "MR_SKIPPED_EVENT",
          "MR_LATE_FACTS",
          "MR_WORK_ITEM");

  String KEYS =
      """
      <foreach item="key" collection="keys" open="(" separator="," close=")">#{key}</foreach>
      """;

  String OVERDUE_COMMANDS =
      """
      from MR_COMMAND c where c.SUBMISSION = false and c.RECORDED_AT &lt;= #{until}
      <if test="tenant != null">and c.TENANT = #{tenant}</if>
      """;

  String OVERDUE_ITEMS =
      """
      from MR_WORK_ITEM w where w.EXPIRES_AT &lt;= #{now}
      <if test="tenant != null">and w.TENANT = #{tenant}</if>
      """;

  /** Says when an ended work item may be deleted, unless some of it still runs. */
  @Update(
      """
      update MR_WORK_ITEM set EXPIRES_AT = #{at} where ITEM_KEY = #{key} and not exists (
        select 1 from MR_STREAM_INSTANCE i
        where i.ITEM_KEY = #{key} and i.ENDED_AT is null)
      """)
  void expire(@Param("key") UUID itemKey, @Param("at") Instant at);

  /** A work item goes on: it must not be deleted. */
  @Update("update MR_WORK_ITEM set EXPIRES_AT = null where ITEM_KEY = #{key}")
  void keep(@Param("key") UUID itemKey);

  /**
   * Locks work items that may be deleted, and leaves out those that others have locked. What was
   * called for goes after whoever called, and nothing goes before its events are delivered.
   */
  @Select(
      "<script>select w.ITEM_KEY "
          + OVERDUE_ITEMS
          + """
          and not exists (select 1 from MR_OUTBOX o where o.ITEM_KEY = w.ITEM_KEY)
          and not exists (select 1 from MR_WORK_ITEM p where p.ITEM_KEY = w.PARENT_KEY)
          order by w.EXPIRES_AT fetch first #{limit} rows only for update skip locked
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> lockOverdueItems(
      @Param("tenant") @Nullable String tenant,
      @Param("now") Instant now,
      @Param("limit") int limit);

  /** Of locked work items, those that may still be deleted: one may have been opened again. */
  @Select(
      "<script>select w.ITEM_KEY from MR_WORK_ITEM w where w.EXPIRES_AT &lt;= #{now}"
          + " and w.ITEM_KEY in "
          + KEYS
          + "order by w.ITEM_KEY</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> stillOverdue(@Param("keys") List<UUID> keys, @Param("now") Instant now);

  @Select("<script>select count(*), min(w.EXPIRES_AT) " + OVERDUE_ITEMS + "</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  OverdueItems overdueItems(@Param("tenant") @Nullable String tenant, @Param("now") Instant now);

  /** How many of the overdue work items have events that are not delivered yet. */
  @Select(
      "<script>select count(*) "
          + OVERDUE_ITEMS
          + "and exists (select 1 from MR_OUTBOX o where o.ITEM_KEY = w.ITEM_KEY)</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long heldItems(@Param("tenant") @Nullable String tenant, @Param("now") Instant now);

  @Select("<script>select count(*) " + OVERDUE_COMMANDS + "</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long overdueCommands(@Param("tenant") @Nullable String tenant, @Param("until") Instant until);

  @Select(
      "<script>select c.TENANT, c.COMMAND_ID "
          + OVERDUE_COMMANDS
          + """
          order by c.RECORDED_AT fetch first #{limit} rows only for update skip locked
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<CommandName> lockOverdueCommands(
      @Param("tenant") @Nullable String tenant,
      @Param("until") Instant until,
      @Param("limit") int limit);

  @Delete("delete from MR_COMMAND where COMMAND_ID = #{commandId} and TENANT = #{tenant}")
  void deleteCommand(CommandName name);

  @Select(
      "<script>select i.ENGINE_ID from MR_STREAM_INSTANCE i where i.ITEM_KEY in "
          + KEYS
          + "</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<String> instancesOf(@Param("keys") List<UUID> keys);

  /**
   * How many rows of a table belong to work items.
   *
   * @param table one of {@link #TABLES_OF_ITEM}
   */
  @Select("<script>select count(*) from ${table} where ITEM_KEY in " + KEYS + "</script>")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countOf(@Param("table") String table, @Param("keys") List<UUID> keys);

  /**
   * Deletes the rows of work items from a table.
   *
   * @param table one of {@link #TABLES_OF_ITEM}
   */
  @Delete("<script>delete from ${table} where ITEM_KEY in " + KEYS + "</script>")
  void deleteOf(@Param("table") String table, @Param("keys") List<UUID> keys);

  // --- what an archive document is made of, in pieces of bounded size

  @Select(StoreMapper.ITEM + "where w.ITEM_KEY = #{key}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("item")
  @Nullable WorkItemRow readItem(@Param("key") UUID itemKey);

  @Select(
      """
      select f.ITEM_KEY, f.VERSION, f.FACTS, f.OCCURRED_AT, f.RECORDED_AT from MR_FACTS f
      where f.ITEM_KEY = #{key} and f.VERSION > #{after}
      order by f.VERSION fetch first 1 rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable FactsRow nextFacts(@Param("key") UUID itemKey, @Param("after") int version);

  @Select(
      """
      select i.ENGINE_ID, i.STREAM, i.DIGEST, i.STARTED_AT, i.ENDED_AT from MR_STREAM_INSTANCE i
      where i.ITEM_KEY = #{key} order by i.STARTED_AT, i.ENGINE_ID
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<EndedInstance> endedInstances(@Param("key") UUID itemKey);

  @Select(
      StoreMapper.RUN
          + """
          where r.ITEM_KEY = #{key} and r.RUN_KEY > #{after}
          order by r.RUN_KEY fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("run")
  List<RunRow> nextRuns(
      @Param("key") UUID itemKey, @Param("after") UUID run, @Param("limit") int limit);

  @Select(
      """
      select t.ITEM_KEY, t.SEQUENCE, t.RUN_KEY, t.STATE, t.TEAM, t.ASSIGNEE, t.ACTOR, t.NOTE,
        t.INFERRED, t.OCCURRED_AT, t.RECORDED_AT
      from MR_TRANSITION t where t.ITEM_KEY = #{key} and t.SEQUENCE > #{after}
      order by t.SEQUENCE fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<TransitionRow> nextTransitions(
      @Param("key") UUID itemKey, @Param("after") long sequence, @Param("limit") int limit);

  @Select(
      StoreMapper.DECISION
          + """
          where d.ITEM_KEY = #{key} and d.DECISION_KEY > #{after}
          order by d.DECISION_KEY fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<DecisionRow> nextDecisions(
      @Param("key") UUID itemKey, @Param("after") UUID decision, @Param("limit") int limit);

  @Select(
      """
      select l.LINK_KEY, l.ITEM_KEY, l.TYPE, l.TARGET, l.ACTOR, l.OCCURRED_AT, l.RECORDED_AT
      from MR_LINK l where l.ITEM_KEY = #{key} and l.LINK_KEY > #{after}
      order by l.LINK_KEY fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<LinkRow> nextLinks(
      @Param("key") UUID itemKey, @Param("after") UUID link, @Param("limit") int limit);
}
