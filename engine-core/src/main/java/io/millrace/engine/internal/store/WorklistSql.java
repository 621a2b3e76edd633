// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.WorklistOrder;
import io.millrace.engine.WorklistQuery;
import java.util.Map;
import java.util.Objects;
import org.apache.ibatis.jdbc.SQL;

/** Builds the worklist's statements; values are always bound, never written into the text. */
public final class WorklistSql {

  private static final String CLASS_OF_SERVICE =
      "w.CLASS_RANK, w.PRIORITY_RANK, w.OPENED_AT, w.ID, r.RUN_KEY";
  private static final String PULL = "w.PULL_KEY, w.ID, r.RUN_KEY";

  /** The entries of one page. */
  public String page(Map<String, Object> parameters) {
    WorklistQuery query = query(parameters);
    return matching(parameters)
        .SELECT("w.ID, w.TITLE, w.KIND, w.CATEGORY, w.PRIORITY, w.CLASS_OF_SERVICE, w.OPENED_AT")
        .SELECT("r.ARRIVED_AT, r.RUN_KEY, r.STREAM, r.STEP, r.STATE, r.TEAM, r.ASSIGNEE")
        .ORDER_BY(query.order() == WorklistOrder.PULL ? PULL : CLASS_OF_SERVICE)
        .OFFSET_ROWS("#{q.offset}")
        .FETCH_FIRST_ROWS_ONLY("#{q.limit}")
        .toString();
  }

  /** How many entries all pages have. */
  public String count(Map<String, Object> parameters) {
    return matching(parameters).SELECT("count(*)").toString();
  }

  private static SQL matching(Map<String, Object> parameters) {
    WorklistQuery query = query(parameters);
    SQL sql = new SQL();
    sql.FROM("MR_STEP_RUN r").INNER_JOIN("MR_WORK_ITEM w on w.ITEM_KEY = r.ITEM_KEY");
    sql.WHERE("r.ENDED_AT is null").WHERE("w.TENANT = #{tenant}");
    sql.WHERE("r.CALLED_ITEM is null"); // another work item does it
    where(sql, query.team(), "r.TEAM = #{q.team}");
    where(sql, query.assignee(), "r.ASSIGNEE = #{q.assignee}");
    where(sql, query.state(), "r.STATE = #{q.state}");
    where(sql, query.stream(), "r.STREAM = #{q.stream}");
    where(sql, query.step(), "r.STEP = #{q.step}");
    where(sql, query.kind(), "w.KIND = #{q.kind}");
    where(sql, query.classOfService(), "w.CLASS_OF_SERVICE = #{q.classOfService}");
    where(
        sql,
        query.text(),
        "(w.TITLE ilike #{pattern} escape '!' or w.ID ilike #{pattern} escape '!')");
    if (query.text() != null) {
      parameters.put("pattern", containing(query.text()));
    }
    return sql;
  }

  private static WorklistQuery query(Map<String, Object> parameters) {
    return (WorklistQuery) Objects.requireNonNull(parameters.get("q"));
  }

  /**
   * The pattern of LIKE for a text that stands for itself. Lower-casing both sides instead would
   * depend on the locale of the JVM, since H2 does.
   */
  private static String containing(String text) {
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  private static void where(
      SQL sql, @org.jspecify.annotations.Nullable Object value, String condition) {
    if (value != null) {
      sql.WHERE(condition);
    }
  }
}
