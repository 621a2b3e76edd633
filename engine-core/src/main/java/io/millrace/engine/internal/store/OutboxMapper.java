// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.ParkedEvent;
import io.millrace.engine.SkippedEvent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * The statements on events that sinks have yet to take. The rows of one work item and one sink are
 * a queue in the order of their sequence; whoever has locked its head, the first row, has locked
 * the queue. Rows are added without that lock, always as DUE. All other changes need it, and keep
 * this promise: the head is DUE or PARKED, never HELD.
 *
 * <p>The sequence comes from the work item's row under its lock, so rows become visible in their
 * order: a row that is the head stays the head until it is deleted.
 */
public interface OutboxMapper {

  String ROW =
      """
      select o.EVENT_KEY, o.SINK, o.ITEM_KEY, o.SEQUENCE, o.TYPE, o.TENANT, o.ITEM, o.DATA,
        o.OCCURRED_AT, o.RECORDED_AT, o.STATE, o.ATTEMPTS, o.NEXT_ATTEMPT_AT, o.FAILURE
      from MR_OUTBOX o
      """;

  /**
   * The heads of the queues in which rows have become due between two instants, without a lock; a
   * queue comes as often as it has such rows.
   */
  @Select(
      """
      select (select p.EVENT_KEY from MR_OUTBOX p
        where p.ITEM_KEY = o.ITEM_KEY and p.SINK = o.SINK
        order by p.ITEM_KEY, p.SINK, p.SEQUENCE fetch first 1 row only) as HEAD
      from MR_OUTBOX o
      where o.SINK = #{sink} and o.STATE = 'DUE' and o.NEXT_ATTEMPT_AT between #{from} and #{to}
      order by o.SINK, o.STATE, o.NEXT_ATTEMPT_AT, o.EVENT_KEY
      offset #{offset} rows fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<@Nullable UUID> dueHeads(
      @Param("sink") String sink,
      @Param("from") Instant from,
      @Param("to") Instant to,
      @Param("offset") int offset,
      @Param("limit") int limit);

  /** Locks rows that nobody else has locked, the oldest events first. */
  @Select(
      "<script>"
          + ROW
          + """
          where o.SINK = #{sink} and o.EVENT_KEY in
          <foreach item="key" collection="keys" open="(" separator="," close=")">#{key}</foreach>
          order by o.EVENT_KEY
          fetch first #{limit} rows only
          for update skip locked
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<OutboxRow> lockOutbox(
      @Param("sink") String sink,
      @Param("keys") Collection<UUID> eventKeys,
      @Param("limit") int limit);

  /** The next rows of a locked queue. */
  @Select(
      ROW
          + """
          where o.ITEM_KEY = #{itemKey} and o.SINK = #{sink} and o.SEQUENCE > #{after}
          order by o.ITEM_KEY, o.SINK, o.SEQUENCE
          fetch first #{limit} rows only
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<OutboxRow> followers(
      @Param("itemKey") UUID itemKey,
      @Param("sink") String sink,
      @Param("after") long after,
      @Param("limit") int limit);

  /** Deletes the rows of a locked queue up to one of them. */
  @Delete(
      """
      delete from MR_OUTBOX
      where ITEM_KEY = #{itemKey} and SINK = #{sink} and SEQUENCE <= #{last}
      """)
  void deleteOutbox(
      @Param("itemKey") UUID itemKey, @Param("sink") String sink, @Param("last") long last);

  /** Says of the head of a locked queue how its delivery went wrong. */
  @Update(
      """
      update MR_OUTBOX set STATE = #{state}, ATTEMPTS = #{attempts}, NEXT_ATTEMPT_AT = #{at},
        FAILURE = #{failure,jdbcType=VARCHAR}
      where EVENT_KEY = #{key} and SINK = #{sink}
      """)
  void markOutbox(
      @Param("key") UUID eventKey,
      @Param("sink") String sink,
      @Param("state") String state,
      @Param("attempts") int attempts,
      @Param("at") Instant at,
      @Param("failure") @Nullable String failure);

  /** Takes the rows behind the head of a locked queue out of what is looked at. */
  @Update(
      """
      update MR_OUTBOX set STATE = 'HELD'
      where ITEM_KEY = #{itemKey} and SINK = #{sink} and SEQUENCE > #{head} and STATE = 'DUE'
      """)
  void holdOutbox(
      @Param("itemKey") UUID itemKey, @Param("sink") String sink, @Param("head") long head);

  /** Lets the row that has become the head of a locked queue be looked at. */
  @Update(
      """
      update MR_OUTBOX set STATE = 'DUE'
      where ITEM_KEY = #{itemKey} and SINK = #{sink} and STATE = 'HELD' and SEQUENCE = (
        select min(p.SEQUENCE) from MR_OUTBOX p
        where p.ITEM_KEY = #{itemKey} and p.SINK = #{sink})
      """)
  void releaseOutbox(@Param("itemKey") UUID itemKey, @Param("sink") String sink);

  /** How many rows a tenant has in each state for each sink. */
  @Select(
      """
      select o.SINK, o.STATE, count(*) as ROW_COUNT, min(o.RECORDED_AT) as OLDEST
      from MR_OUTBOX o where o.TENANT = #{tenant} group by o.SINK, o.STATE
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<OutboxCount> countOutbox(@Param("tenant") String tenant);

  /** How many rows there are in each state, for all tenants and sinks. */
  @Select(
      """
      select '' as SINK, o.STATE, count(*) as ROW_COUNT, min(o.RECORDED_AT) as OLDEST
      from MR_OUTBOX o group by o.STATE
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<OutboxCount> countAllOutbox();

  /** What a tenant has parked for a sink, the oldest event first. */
  @Select(
      """
      select o.EVENT_KEY, o.SINK, o.TYPE, o.ITEM, o.SEQUENCE, o.OCCURRED_AT, o.RECORDED_AT,
        o.NEXT_ATTEMPT_AT, o.ATTEMPTS, o.FAILURE,
        (select count(*) from MR_OUTBOX h
          where h.ITEM_KEY = o.ITEM_KEY and h.SINK = o.SINK and h.SEQUENCE > o.SEQUENCE) as BEHIND
      from MR_OUTBOX o
      where o.SINK = #{sink} and o.STATE = 'PARKED' and o.TENANT = #{tenant}
      order by o.EVENT_KEY
      offset #{offset} rows fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<ParkedEvent> parked(
      @Param("tenant") String tenant,
      @Param("sink") String sink,
      @Param("offset") int offset,
      @Param("limit") int limit);

  @Select(
      """
      select count(*) from MR_OUTBOX o
      where o.SINK = #{sink} and o.STATE = 'PARKED' and o.TENANT = #{tenant}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countParked(@Param("tenant") String tenant, @Param("sink") String sink);

  /** One row of a tenant, without a lock. */
  @Select(ROW + "where o.EVENT_KEY = #{key} and o.SINK = #{sink} and o.TENANT = #{tenant}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable OutboxRow findOutbox(
      @Param("tenant") String tenant, @Param("key") UUID eventKey, @Param("sink") String sink);

  /** Locks a parked row of a tenant; none if it is not parked any more. */
  @Select(
      ROW
          + """
          where o.EVENT_KEY = #{key} and o.SINK = #{sink} and o.TENANT = #{tenant}
            and o.STATE = 'PARKED'
          for update
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable OutboxRow lockParked(
      @Param("tenant") String tenant, @Param("key") UUID eventKey, @Param("sink") String sink);

  /** Locks what a tenant has parked for a sink, in the order of their keys; gives the keys. */
  @Select(
      """
      select o.EVENT_KEY from MR_OUTBOX o
      where o.SINK = #{sink} and o.STATE = 'PARKED' and o.TENANT = #{tenant}
        and o.EVENT_KEY > #{after}
      order by o.EVENT_KEY
      fetch first #{limit} rows only
      for update
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> lockAllParked(
      @Param("tenant") String tenant,
      @Param("sink") String sink,
      @Param("after") UUID after,
      @Param("limit") int limit);

  /** The work items of a tenant that have events for a sink, in the order of their keys. */
  @Select(
      """
      select distinct o.ITEM_KEY from MR_OUTBOX o
      where o.SINK = #{sink} and o.TENANT = #{tenant} and o.ITEM_KEY > #{after}
      order by o.ITEM_KEY
      fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<UUID> queues(
      @Param("tenant") String tenant,
      @Param("sink") String sink,
      @Param("after") UUID after,
      @Param("limit") int limit);

  /** Where a locked queue ends by now. */
  @Select("select max(SEQUENCE) from MR_OUTBOX where ITEM_KEY = #{itemKey} and SINK = #{sink}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long lastOutbox(@Param("itemKey") UUID itemKey, @Param("sink") String sink);

  /** How many rows a locked queue has up to one of them. */
  @Select(
      """
      select count(*) from MR_OUTBOX
      where ITEM_KEY = #{itemKey} and SINK = #{sink} and SEQUENCE <= #{last}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countUpTo(
      @Param("itemKey") UUID itemKey, @Param("sink") String sink, @Param("last") long last);

  /** Lets the sink try a parked row anew. */
  @Update(
      """
      update MR_OUTBOX set STATE = 'DUE', ATTEMPTS = 0, NEXT_ATTEMPT_AT = #{at}, FAILURE = null
      where EVENT_KEY = #{key} and SINK = #{sink}
      """)
  void replayOutbox(
      @Param("key") UUID eventKey, @Param("sink") String sink, @Param("at") Instant at);

  /** Records that the rows of a locked queue up to one of them are not going to be delivered. */
  @Insert(
      """
      insert into MR_SKIPPED_EVENT (EVENT_KEY, SINK, ITEM_KEY, TENANT, ITEM, SEQUENCE, TYPE, ACTOR,
        REASON, SKIPPED_AT)
      select o.EVENT_KEY, o.SINK, o.ITEM_KEY, o.TENANT, o.ITEM, o.SEQUENCE, o.TYPE,
        cast(#{actor} as varchar), cast(#{reason} as varchar),
        cast(#{at} as timestamp(3) with time zone)
      from MR_OUTBOX o
      where o.ITEM_KEY = #{itemKey} and o.SINK = #{sink} and o.SEQUENCE <= #{last}
      """)
  void recordSkipped(
      @Param("itemKey") UUID itemKey,
      @Param("sink") String sink,
      @Param("last") long last,
      @Param("actor") String actor,
      @Param("reason") String reason,
      @Param("at") Instant at);

  /** What a tenant did not want delivered, the latest first. */
  @Select(
      """
      select s.EVENT_KEY, s.SINK, s.TYPE, s.ITEM, s.SEQUENCE, s.ACTOR, s.REASON, s.SKIPPED_AT
      from MR_SKIPPED_EVENT s where s.TENANT = #{tenant}
      order by s.SKIPPED_AT desc, s.EVENT_KEY desc, s.SINK
      offset #{offset} rows fetch first #{limit} rows only
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<SkippedEvent> skipped(
      @Param("tenant") String tenant, @Param("offset") int offset, @Param("limit") int limit);

  @Select("select count(*) from MR_SKIPPED_EVENT s where s.TENANT = #{tenant}")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countSkipped(@Param("tenant") String tenant);
}
