// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Checks that all that a database holds fits together: Millrace's rows among themselves, the
 * engine's rows among themselves, and the ones with the others. Looks at a database at rest: while
 * work goes on, its many queries see different moments. H2 and PostgreSQL. Thread-safe.
 */
final class Audit {
  private static final int SHOWN = 5;

  private static final String REFERRED_BYTES =
      """
      select BYTEARRAY_ID_ as ID from ACT_RU_VARIABLE where BYTEARRAY_ID_ is not null
      union all select BYTEARRAY_ID_ from ACT_HI_VARINST where BYTEARRAY_ID_ is not null
      union all select BYTEARRAY_ID_ from ACT_HI_DETAIL where BYTEARRAY_ID_ is not null
      union all select ERROR_DETAILS_ID_ from ACT_RU_EXT_TASK where ERROR_DETAILS_ID_ is not null
      union all select ERROR_DETAILS_ID_ from ACT_HI_EXT_TASK_LOG where ERROR_DETAILS_ID_ is not null
      union all select EXCEPTION_STACK_ID_ from ACT_RU_JOB where EXCEPTION_STACK_ID_ is not null
      union all select JOB_EXCEPTION_STACK_ID_ from ACT_HI_JOB_LOG
        where JOB_EXCEPTION_STACK_ID_ is not null
      """;

  private static final List<Rule> RULES =
      List.of(
          // Millrace's rows and the engine's
          new Rule(
              "open stream instance without a running process",
              """
              select s.ENGINE_ID from MR_STREAM_INSTANCE s where s.ENDED_AT is null and not exists
                (select 1 from ACT_RU_EXECUTION e where e.ID_ = s.ENGINE_ID)
              """),
          new Rule(
              "running process without an open stream instance",
              """
              select e.ID_ from ACT_RU_EXECUTION e where e.PARENT_ID_ is null
                and e.SUPER_EXEC_ is null and not exists
                (select 1 from MR_STREAM_INSTANCE s where s.ENGINE_ID = e.ID_ and s.ENDED_AT is null)
              """),
          new Rule(
              "ended stream instance whose process the history has as open",
              """
              select s.ENGINE_ID from MR_STREAM_INSTANCE s join ACT_HI_PROCINST h
                on h.ID_ = s.ENGINE_ID where s.ENDED_AT is not null and h.END_TIME_ is null
              """),
          new Rule(
              "open human step without a task",
              """
              select r.RUN_KEY from MR_STEP_RUN r where r.ENDED_AT is null and r.HANDLER is null
                and r.CALLED_ITEM is null
                and not exists (select 1 from ACT_RU_TASK t where t.ID_ = r.ENGINE_REF)
              """),
          new Rule(
              "open automated step without an external task",
              """
              select r.RUN_KEY from MR_STEP_RUN r where r.ENDED_AT is null
                and r.HANDLER is not null and not exists
                (select 1 from ACT_RU_EXT_TASK t where t.ACT_INST_ID_ = r.ENGINE_REF)
              """),
          new Rule(
              "task without exactly one open step",
              """
              select t.ID_ from ACT_RU_TASK t where 1 <> (select count(*) from MR_STEP_RUN r
                where r.ENGINE_REF = t.ID_ and r.ENDED_AT is null)
              """),
          new Rule(
              "external task without exactly one open step",
              """
              select t.ID_ from ACT_RU_EXT_TASK t where 1 <> (select count(*) from MR_STEP_RUN r
                where r.ENGINE_REF = t.ACT_INST_ID_ and r.ENDED_AT is null)
              """),
          new Rule(
              "open step of a stream instance that has ended",
              """
              select r.RUN_KEY from MR_STEP_RUN r join MR_STREAM_INSTANCE s
                on s.ENGINE_ID = r.ENGINE_INSTANCE
                where r.ENDED_AT is null and s.ENDED_AT is not null
              """),
          // Millrace's rows
          new Rule(
              "open work item without a stream instance under way",
              """
              select w.ID from MR_WORK_ITEM w where w.STATE in ('OPEN', 'RESOLVED') and not exists
                (select 1 from MR_STREAM_INSTANCE s where s.ITEM_KEY = w.ITEM_KEY
                  and s.ENDED_AT is null)
              """),
          new Rule(
              "cancelled work item with an open step",
              """
              select w.ID from MR_WORK_ITEM w join MR_STEP_RUN r on r.ITEM_KEY = w.ITEM_KEY
                where w.STATE = 'CANCELLED' and r.ENDED_AT is null
              """),
          new Rule(
              "step whose last transition says something else",
              """
              select r.RUN_KEY from MR_STEP_RUN r where r.STATE <> (select t.STATE
                from MR_TRANSITION t where t.RUN_KEY = r.RUN_KEY and t.ITEM_KEY = r.ITEM_KEY
                and t.SEQUENCE = (select max(l.SEQUENCE) from MR_TRANSITION l
                  where l.RUN_KEY = r.RUN_KEY and l.ITEM_KEY = r.ITEM_KEY))
              """),
          new Rule(
              "step without a transition",
              """
              select r.RUN_KEY from MR_STEP_RUN r where not exists (select 1 from MR_TRANSITION t
                where t.ITEM_KEY = r.ITEM_KEY and t.RUN_KEY = r.RUN_KEY)
              """),
          new Rule(
              "step that ended more than once",
              """
              select t.RUN_KEY from MR_TRANSITION t where t.STATE in ('DONE', 'CANCELLED')
                group by t.RUN_KEY having count(*) > 1
              """),
          new Rule(
              "transition beyond the work item's last happening",
              """
              select w.ID from MR_WORK_ITEM w where w.SEQUENCE <
                (select max(t.SEQUENCE) from MR_TRANSITION t where t.ITEM_KEY = w.ITEM_KEY)
              """),
          new Rule(
              "work item whose facts are not there in full",
              """
              select w.ID from MR_WORK_ITEM w where w.FACTS_VERSION <> coalesce(
                (select max(f.VERSION) from MR_FACTS f where f.ITEM_KEY = w.ITEM_KEY), 0)
              """),
          new Rule(
              "events in the outbox with a gap",
              """
              select o.ITEM from MR_OUTBOX o group by o.ITEM, o.ITEM_KEY, o.SINK
                having count(*) <> max(o.SEQUENCE) - min(o.SEQUENCE) + 1
                or max(o.SEQUENCE) <> (select w.SEQUENCE from MR_WORK_ITEM w
                  where w.ITEM_KEY = o.ITEM_KEY)
              """),
          ofNobody("MR_FACTS"),
          ofNobody("MR_STREAM_INSTANCE"),
          ofNobody("MR_STEP_RUN"),
          ofNobody("MR_TRANSITION"),
          ofNobody("MR_DECISION"),
          ofNobody("MR_LINK"),
          ofNobody("MR_CATALOGUE_REQUEST"),
          // the engine's rows
          ofNoExecution("ACT_RU_TASK", "EXECUTION_ID_"),
          ofNoExecution("ACT_RU_EXT_TASK", "EXECUTION_ID_"),
          ofNoExecution("ACT_RU_VARIABLE", "EXECUTION_ID_"),
          ofNoExecution("ACT_RU_JOB", "PROCESS_INSTANCE_ID_"),
          ofNoExecution("ACT_RU_INCIDENT", "EXECUTION_ID_"),
          ofNoExecution("ACT_RU_EVENT_SUBSCR", "EXECUTION_ID_"),
          ofNoExecution("ACT_RU_EXECUTION", "PARENT_ID_"),
          ofNoExecution("ACT_RU_EXECUTION", "PROC_INST_ID_"),
          new Rule(
              "process that has nothing to wait for",
              """
              select p.ID_ from ACT_RU_EXECUTION p where p.PARENT_ID_ is null
                and not exists (select 1 from ACT_RU_TASK t where t.PROC_INST_ID_ = p.ID_)
                and not exists (select 1 from ACT_RU_EXT_TASK t where t.PROC_INST_ID_ = p.ID_)
                and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = p.ID_)
                and not exists
                  (select 1 from ACT_RU_EVENT_SUBSCR s where s.PROC_INST_ID_ = p.ID_)
                and not exists (select 1 from MR_STEP_RUN r where r.ENGINE_INSTANCE = p.ID_
                  and r.ENDED_AT is null and r.CALLED_ITEM is not null)
              """),
          new Rule(
              "byte array that nothing refers to",
              """
              select b.ID_ from ACT_GE_BYTEARRAY b left join (%s) u on u.ID = b.ID_
                where b.DEPLOYMENT_ID_ is null and u.ID is null
              """
                  .formatted(REFERRED_BYTES)));

  private Audit() {}

  private record Rule(String what, String sql) {}

  private static Rule ofNobody(String table) {
    return new Rule(
        "row of " + table + " without its work item",
        "select o.ITEM_KEY from "
            + table
            + " o where not exists (select 1 from MR_WORK_ITEM w where w.ITEM_KEY = o.ITEM_KEY)");
  }

  private static Rule ofNoExecution(String table, String column) {
    return new Rule(
        "row of " + table + " without its process (" + column + ")",
        "select o.ID_ from %s o where o.%s is not null and not exists (select 1 from ACT_RU_EXECUTION e where e.ID_ = o.%s)"
            .formatted(table, column, column));
  }

  /** Everything that does not fit; empty if all is well. */
  static List<String> findings(DataSource database) {
    Sql sql = new Sql(database);
    List<String> findings = new ArrayList<>();
    for (Rule rule : RULES) {
      List<String> found = sql.texts(rule.sql());
      if (!found.isEmpty()) {
        findings.add(
            found.size()
                + " x "
                + rule.what()
                + ": "
                + found.subList(0, Math.min(SHOWN, found.size())));
      }
    }
    return findings;
  }

  /** How many rules are checked. */
  static int rules() {
    return RULES.size();
  }
}
