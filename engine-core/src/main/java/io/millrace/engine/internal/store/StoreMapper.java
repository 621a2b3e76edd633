// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.Transition;
import io.millrace.engine.WorklistQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.ResultMap;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/**
 * The statements on Millrace's own tables. Runs in the process engine's session, so that process
 * state and own rows share one transaction.
 */
public interface StoreMapper
    extends PackMapper,
        BackgroundMapper,
        LinkMapper,
        StreamMapper,
        OutboxMapper,
        GrowthMapper,
        LateFactsMapper,
        TextMapper {

  String ITEM =
      """
      select w.ITEM_KEY, w.TENANT, w.ID, w.TITLE, w.DESCRIPTION, w.SOURCE, w.REQUESTER, w.STREAM,
        w.KIND, w.CATEGORY, w.PRIORITY, w.PRIORITY_RANK, w.CLASS_OF_SERVICE, w.CLASS_RANK, w.TEAM,
        w.STATE, w.OPENED_AT, w.RESOLVED_AT, w.CLOSED_AT, w.LAST_AT, w.SEQUENCE, w.FACTS_VERSION,
        w.REASSIGNMENTS, w.REOPENED, w.BLOCKED_SINCE, w.BLOCKED_MILLIS, w.PULL_KEY, w.OUTCOME,
        w.PARENT_KEY, w.PARENT_RUN, w.CALL_UNTIL, w.CALL_DEPTH
      from MR_WORK_ITEM w
      """;

  String RUN =
      """
      select r.RUN_KEY, r.ITEM_KEY, r.STREAM, r.DEFINITION, r.STEP, r.STATE, r.TEAM, r.ASSIGNEE,
        r.ENGINE_REF, r.ENGINE_INSTANCE, r.HANDLER, r.ATTEMPTS, r.AFTER_CLOSE, r.ARRIVED_AT,
        r.STARTED_AT, r.ENDED_AT, r.RESULT, r.CALLED_ITEM
      from MR_STEP_RUN r
      """;

  String DECISION =
      """
      select d.DECISION_KEY, d.ITEM_KEY, d.POINT, d.DECIDED_AT, d.RECORDED_AT, d.PACK_ID,
        d.PACK_VERSION, d.PACK_DIGEST, d.FACTS_VERSION, d.CONTEXT, d.OUTPUTS, d.REASONS
      from MR_DECISION d
      """;

  // mapped by hand: what MyBatis finds out by itself, it finds out anew in each execution
  @Select(ITEM + "where w.TENANT = #{tenant} and w.ID = #{id}")
  @Results(
      id = "item",
      value = {
        @Result(column = "ITEM_KEY", property = "itemKey", id = true),
        @Result(column = "TENANT", property = "tenant"),
        @Result(column = "ID", property = "id"),
        @Result(column = "TITLE", property = "title"),
        @Result(column = "DESCRIPTION", property = "description"),
        @Result(column = "SOURCE", property = "source"),
        @Result(column = "REQUESTER", property = "requester"),
        @Result(column = "STREAM", property = "stream"),
        @Result(column = "KIND", property = "kind"),
        @Result(column = "CATEGORY", property = "category"),
        @Result(column = "PRIORITY", property = "priority"),
        @Result(column = "PRIORITY_RANK", property = "priorityRank"),
        @Result(column = "CLASS_OF_SERVICE", property = "classOfService"),
        @Result(column = "CLASS_RANK", property = "classRank"),
        @Result(column = "TEAM", property = "team"),
        @Result(column = "STATE", property = "state"),
        @Result(column = "OPENED_AT", property = "openedAt"),
        @Result(column = "RESOLVED_AT", property = "resolvedAt"),
        @Result(column = "CLOSED_AT", property = "closedAt"),
        @Result(column = "LAST_AT", property = "lastAt"),
        @Result(column = "SEQUENCE", property = "sequence"),
        @Result(column = "FACTS_VERSION", property = "factsVersion"),
        @Result(column = "REASSIGNMENTS", property = "reassignments"),
        @Result(column = "REOPENED", property = "reopened"),
        @Result(column = "BLOCKED_SINCE", property = "blockedSince"),
        @Result(column = "BLOCKED_MILLIS", property = "blockedMillis"),
        @Result(column = "PULL_KEY", property = "pullKey"),
        @Result(column = "OUTCOME", property = "outcome"),
        @Result(column = "PARENT_KEY", property = "parentKey"),
        @Result(column = "PARENT_RUN", property = "parentRun"),
        @Result(column = "CALL_UNTIL", property = "callUntil"),
        @Result(column = "CALL_DEPTH", property = "callDepth")
      })
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable WorkItemRow findItem(@Param("tenant") String tenant, @Param("id") String id);

  /** Locks a work item unless it does a step of another one, which has to be locked first. */
  @Select(ITEM + "where w.TENANT = #{tenant} and w.ID = #{id} and w.PARENT_RUN is null for update")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("item")
  @Nullable WorkItemRow lockFreeItem(@Param("tenant") String tenant, @Param("id") String id);

  /** As {@link #lockFreeItem}, by its key. */
  @Select(ITEM + "where w.ITEM_KEY = #{key} and w.PARENT_RUN is null for update")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("item")
  @Nullable WorkItemRow lockFreeItemByKey(@Param("key") UUID key);

  @Select(
      "<script>"
          + ITEM
          + """
          where w.TENANT = #{tenant} and w.ID in
          <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
          order by w.ID for update
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("item")
  List<WorkItemRow> lockItems(@Param("tenant") String tenant, @Param("ids") Set<String> ids);

  @Select(ITEM + "where w.ITEM_KEY = #{key} for update")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("item")
  @Nullable WorkItemRow lockItemByKey(@Param("key") UUID key);

  @Select(ITEM + "where w.ITEM_KEY = #{key}")
  @ResultMap("item")
  @Nullable WorkItemRow findItemByKey(@Param("key") UUID key);

  @Insert(
      """
      insert into MR_WORK_ITEM (ITEM_KEY, TENANT, ID, TITLE, DESCRIPTION, SOURCE, REQUESTER, STREAM,
        KIND, CATEGORY, PRIORITY, PRIORITY_RANK, CLASS_OF_SERVICE, CLASS_RANK, TEAM, STATE,
        OPENED_AT, RESOLVED_AT, CLOSED_AT, LAST_AT, SEQUENCE, FACTS_VERSION, REASSIGNMENTS,
        REOPENED, BLOCKED_SINCE, BLOCKED_MILLIS, PULL_KEY, OUTCOME, PARENT_KEY, PARENT_RUN,
        CALL_UNTIL, CALL_DEPTH)
      values (#{itemKey}, #{tenant}, #{id}, #{title}, #{description}, #{source},
        #{requester,jdbcType=VARCHAR}, #{stream}, #{kind}, #{category,jdbcType=VARCHAR},
        #{priority,jdbcType=VARCHAR}, #{priorityRank}, #{classOfService}, #{classRank},
        #{team,jdbcType=VARCHAR}, #{state}, #{openedAt},
        #{resolvedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        #{closedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{lastAt}, #{sequence}, #{factsVersion},
        #{reassignments}, #{reopened}, #{blockedSince,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        #{blockedMillis}, #{pullKey}, #{outcome,jdbcType=VARCHAR}, #{parentKey,jdbcType=OTHER},
        #{parentRun,jdbcType=OTHER}, #{callUntil,jdbcType=VARCHAR}, #{callDepth})
      """)
  void insertItem(WorkItemRow row);

  @Update(
      """
      update MR_WORK_ITEM set STREAM = #{stream}, KIND = #{kind}, CATEGORY = #{category,jdbcType=VARCHAR},
        PRIORITY = #{priority,jdbcType=VARCHAR}, PRIORITY_RANK = #{priorityRank},
        CLASS_OF_SERVICE = #{classOfService}, CLASS_RANK = #{classRank},
        TEAM = #{team,jdbcType=VARCHAR}, STATE = #{state},
        RESOLVED_AT = #{resolvedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        CLOSED_AT = #{closedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE}, LAST_AT = #{lastAt},
        SEQUENCE = #{sequence}, FACTS_VERSION = #{factsVersion},
        REASSIGNMENTS = #{reassignments}, REOPENED = #{reopened},
        BLOCKED_SINCE = #{blockedSince,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        BLOCKED_MILLIS = #{blockedMillis}, PULL_KEY = #{pullKey},
        OUTCOME = #{outcome,jdbcType=VARCHAR}, PARENT_RUN = #{parentRun,jdbcType=OTHER}
      where ITEM_KEY = #{itemKey}
      """)
  void updateItem(WorkItemRow row);

  @Select(RUN + "where r.ITEM_KEY = #{key} and r.ENDED_AT is null order by r.RUN_KEY")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Results(
      id = "run",
      value = {
        @Result(column = "RUN_KEY", property = "runKey", id = true),
        @Result(column = "ITEM_KEY", property = "itemKey"),
        @Result(column = "STREAM", property = "stream"),
        @Result(column = "DEFINITION", property = "definition"),
        @Result(column = "STEP", property = "step"),
        @Result(column = "STATE", property = "state"),
        @Result(column = "TEAM", property = "team"),
        @Result(column = "ASSIGNEE", property = "assignee"),
        @Result(column = "ENGINE_REF", property = "engineRef"),
        @Result(column = "ENGINE_INSTANCE", property = "engineInstance"),
        @Result(column = "HANDLER", property = "handler"),
        @Result(column = "ATTEMPTS", property = "attempts"),
        @Result(column = "AFTER_CLOSE", property = "afterClose"),
        @Result(column = "ARRIVED_AT", property = "arrivedAt"),
        @Result(column = "STARTED_AT", property = "startedAt"),
        @Result(column = "ENDED_AT", property = "endedAt"),
        @Result(column = "RESULT", property = "result"),
        @Result(column = "CALLED_ITEM", property = "calledItem")
      })
  List<RunRow> openRuns(@Param("key") UUID itemKey);

  @Select(
      "<script>"
          + RUN
          + """
          where r.ITEM_KEY in
          <foreach item="key" collection="keys" open="(" separator="," close=")">#{key}</foreach>
          and r.ENDED_AT is null order by r.RUN_KEY
          </script>
          """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @ResultMap("run")
  List<RunRow> openRunsOf(@Param("keys") List<UUID> itemKeys);

  @Insert(
      """
      insert into MR_STEP_RUN (RUN_KEY, ITEM_KEY, STREAM, DEFINITION, STEP, STATE, TEAM, ASSIGNEE,
        ENGINE_REF, ENGINE_INSTANCE, HANDLER, ATTEMPTS, AFTER_CLOSE, ARRIVED_AT, STARTED_AT,
        ENDED_AT, RESULT, CALLED_ITEM)
      values (#{runKey}, #{itemKey}, #{stream}, #{definition}, #{step}, #{state},
        #{team,jdbcType=VARCHAR}, #{assignee,jdbcType=VARCHAR}, #{engineRef}, #{engineInstance},
        #{handler,jdbcType=VARCHAR}, #{attempts}, #{afterClose}, #{arrivedAt}, #{startedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        #{endedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE}, #{result,jdbcType=VARCHAR},
        #{calledItem,jdbcType=VARCHAR})
      """)
  void insertRun(RunRow row);

  @Update(
      """
      update MR_STEP_RUN set STATE = #{state}, TEAM = #{team,jdbcType=VARCHAR},
        ASSIGNEE = #{assignee,jdbcType=VARCHAR}, ATTEMPTS = #{attempts},
        STARTED_AT = #{startedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE},
        ENDED_AT = #{endedAt,jdbcType=TIMESTAMP_WITH_TIMEZONE}, RESULT = #{result,jdbcType=VARCHAR}
      where RUN_KEY = #{runKey}
      """)
  void updateRun(RunRow row);

  @Insert(
      """
      insert into MR_TRANSITION (ITEM_KEY, SEQUENCE, RUN_KEY, STATE, TEAM, ASSIGNEE, ACTOR, NOTE,
        INFERRED, OCCURRED_AT, RECORDED_AT)
      values (#{itemKey}, #{sequence}, #{runKey}, #{state}, #{team,jdbcType=VARCHAR},
        #{assignee,jdbcType=VARCHAR}, #{actor}, #{note,jdbcType=VARCHAR}, #{inferred},
        #{occurredAt}, #{recordedAt})
      """)
  void insertTransition(TransitionRow row);

  @Insert(
      """
      insert into MR_FACTS (ITEM_KEY, VERSION, FACTS, OCCURRED_AT, RECORDED_AT)
      values (#{itemKey}, #{version}, #{facts}, #{occurredAt}, #{recordedAt})
      """)
  void insertFacts(FactsRow row);

  @Select("select FACTS from MR_FACTS where ITEM_KEY = #{key} and VERSION = #{version}")
  @Nullable String findFacts(@Param("key") UUID itemKey, @Param("version") int version);

  @Insert(
      """
      insert into MR_STREAM_INSTANCE (ENGINE_ID, ITEM_KEY, STREAM, DIGEST, STARTED_AT)
      values (#{engineId}, #{itemKey}, #{stream}, #{digest}, #{startedAt})
      """)
  void insertInstance(InstanceRow row);

  @Update("update MR_STREAM_INSTANCE set ENDED_AT = #{at} where ENGINE_ID = #{id}")
  void endInstance(@Param("id") String engineId, @Param("at") Instant at);

  @Select("select ENGINE_ID from MR_STREAM_INSTANCE where ITEM_KEY = #{key} and ENDED_AT is null")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<String> openInstances(@Param("key") UUID itemKey);

  @Insert(
      """
      insert into MR_DECISION (DECISION_KEY, ITEM_KEY, POINT, DECIDED_AT, RECORDED_AT, PACK_ID,
        PACK_VERSION, PACK_DIGEST, FACTS_VERSION, CONTEXT, OUTPUTS, REASONS)
      values (#{decisionKey}, #{itemKey}, #{point}, #{decidedAt}, #{recordedAt}, #{packId},
        #{packVersion}, #{packDigest}, #{factsVersion}, #{context}, #{outputs}, #{reasons})
      """)
  void insertDecision(DecisionRow row);

  @Select(DECISION + "where d.DECISION_KEY = #{key}")
  @Nullable DecisionRow findDecision(@Param("key") UUID key);

  @Select(DECISION + "where d.ITEM_KEY = #{key} order by d.DECISION_KEY")
  List<DecisionRow> decisionsOf(@Param("key") UUID itemKey);

  @Select(
      """
      select TENANT, COMMAND_ID, FINGERPRINT, RECEIPT, RECORDED_AT, ITEM_KEY, SUBMISSION
      from MR_COMMAND
      where TENANT = #{tenant} and COMMAND_ID = #{id}
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Nullable CommandRow findCommand(@Param("tenant") String tenant, @Param("id") String commandId);

  @Select(
      """
      <script>
      select TENANT, COMMAND_ID, FINGERPRINT, RECEIPT, RECORDED_AT, ITEM_KEY, SUBMISSION
      from MR_COMMAND
      where TENANT = #{tenant} and COMMAND_ID in
      <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<CommandRow> findCommands(@Param("tenant") String tenant, @Param("ids") Set<String> ids);

  @Insert(
      """
      insert into MR_COMMAND (TENANT, COMMAND_ID, FINGERPRINT, RECEIPT, RECORDED_AT, ITEM_KEY,
        SUBMISSION)
      values (#{tenant}, #{commandId}, #{fingerprint}, #{receipt}, #{recordedAt}, #{itemKey},
        #{submission})
      """)
  void insertCommand(CommandRow row);

  @Insert(
      """
      insert into MR_OUTBOX (EVENT_KEY, SINK, ITEM_KEY, SEQUENCE, TYPE, TENANT, ITEM, DATA,
        OCCURRED_AT, RECORDED_AT, STATE, ATTEMPTS, NEXT_ATTEMPT_AT, FAILURE)
      values (#{eventKey}, #{sink}, #{itemKey}, #{sequence}, #{type}, #{tenant}, #{item}, #{data},
        #{occurredAt}, #{recordedAt}, #{state}, #{attempts}, #{nextAttemptAt},
        #{failure,jdbcType=VARCHAR})
      """)
  void insertOutbox(OutboxRow row);

  /** How many open steps people of a tenant have; those who have none are left out. */
  @Select(
      """
      <script>
      select r.ASSIGNEE, count(*) from MR_STEP_RUN r
        join MR_WORK_ITEM w on w.ITEM_KEY = r.ITEM_KEY
      where w.TENANT = #{tenant} and r.ENDED_AT is null and r.ASSIGNEE in
      <foreach item="one" collection="assignees" open="(" separator="," close=")">#{one}</foreach>
      group by r.ASSIGNEE
      </script>
      """)
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<LoadRow> loads(@Param("tenant") String tenant, @Param("assignees") Set<String> assignees);

  @SelectProvider(type = WorklistSql.class, method = "page")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  List<WorklistRow> worklist(@Param("tenant") String tenant, @Param("q") WorklistQuery query);

  @SelectProvider(type = WorklistSql.class, method = "count")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  long countWorklist(@Param("tenant") String tenant, @Param("q") WorklistQuery query);

  @Select(
      """
      select t.SEQUENCE, r.STREAM, r.STEP, t.STATE, t.TEAM, t.ASSIGNEE, t.ACTOR, t.NOTE, t.INFERRED,
        t.OCCURRED_AT, t.RECORDED_AT
      from MR_TRANSITION t join MR_STEP_RUN r on r.RUN_KEY = t.RUN_KEY
      where t.ITEM_KEY = #{key} order by t.SEQUENCE
      """)
  List<Transition> transitions(@Param("key") UUID itemKey);
}
