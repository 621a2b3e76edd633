// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What came of a way through a stream, so that two of them can be compared: what happened side by
 * side may have come in any order.
 *
 * @param lines everything that must be the same
 * @param unended what has not come to its end
 * @param misdelivered events that are missing, or came too early
 */
record PathRecord(List<String> lines, List<String> unended, List<String> misdelivered) {

  static PathRecord of(DataSource database, String tenant, List<Event> heard) {
    List<Event> events;
    synchronized (heard) {
      events = heard.stream().filter(event -> event.tenant().equals(tenant)).toList();
    }
    List<String> lines = new ArrayList<>();
    rows(
            database,
            """
            select ID, STREAM, KIND, PRIORITY, TEAM, STATE, OUTCOME, SEQUENCE, FACTS_VERSION
            from MR_WORK_ITEM where TENANT = ? order by ID
            """,
            tenant)
        .forEach(row -> lines.add("item " + row));
    lines.addAll(steps(database, tenant));
    lines.addAll(
        sorted(
            "decision",
            rows(
                database,
                """
                select w.ID, d.POINT, d.OUTPUTS from MR_DECISION d
                  join MR_WORK_ITEM w on w.ITEM_KEY = d.ITEM_KEY where w.TENANT = ?
                """,
                tenant)));
    rows(
            database,
            """
            select w.ID, f.FACTS from MR_WORK_ITEM w
              join MR_FACTS f on f.ITEM_KEY = w.ITEM_KEY and f.VERSION = w.FACTS_VERSION
            where w.TENANT = ? order by w.ID
            """,
            tenant)
        .forEach(row -> lines.add("facts " + row.get(0) + " " + parts(row.get(1))));
    rows(database, "select COMMAND_ID from MR_COMMAND where TENANT = ? order by COMMAND_ID", tenant)
        .forEach(row -> lines.add("command " + row));
    lines.addAll(told(events, tenant));
    lines.replaceAll(line -> TenantRecord.anonymous(line, tenant));
    return new PathRecord(lines, unended(database, tenant), misdelivered(database, tenant, events));
  }

  /** What happened to each step run, and in which order people completed steps. */
  private static List<String> steps(DataSource database, String tenant) {
    Map<String, String> runs = new LinkedHashMap<>();
    List<String> done = new ArrayList<>();
    rows(
            database,
            """
            select cast(t.RUN_KEY as varchar(36)), w.ID, r.STEP, t.STATE, t.ACTOR, t.NOTE,
              t.ASSIGNEE
            from MR_TRANSITION t join MR_WORK_ITEM w on w.ITEM_KEY = t.ITEM_KEY
              join MR_STEP_RUN r on r.RUN_KEY = t.RUN_KEY
            where w.TENANT = ? order by w.ID, t.SEQUENCE
            """,
            tenant)
        .forEach(
            row -> {
              String step = "step " + row.get(1) + " " + row.get(2);
              runs.merge(row.get(0), step + row.subList(3, 7), (a, b) -> a + row.subList(3, 7));
              if (row.get(3).equals("DONE") && row.get(4).equals("ann")) {
                done.add("then " + row.subList(1, 6));
              }
            });
    List<String> lines = new ArrayList<>(runs.values());
    Collections.sort(lines);
    lines.addAll(done);
    return lines;
  }

  /** Each event counts once, however often it came. */
  private static List<String> told(List<Event> events, String tenant) {
    Map<String, Event> once = new LinkedHashMap<>();
    events.forEach(event -> once.putIfAbsent(event.id().toString(), event));
    List<List<String>> rows = new ArrayList<>();
    for (Event event : once.values()) {
      String data = new TreeMap<>(event.data().values()).toString();
      rows.add(List.of(event.item(), event.type().name(), TenantRecord.anonymous(data, tenant)));
    }
    return sorted("event", rows);
  }

  /** The first deliveries of a work item's events have to be 1, 2, 3 and so on. */
  private static List<String> misdelivered(DataSource database, String tenant, List<Event> events) {
    Map<String, Long> last = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Event event : events) {
      long before = last.getOrDefault(event.item(), 0L);
      if (event.sequence() == before + 1) {
        last.put(event.item(), event.sequence());
      } else if (event.sequence() > before) {
        wrong.add(event.item() + " " + event.sequence() + " came after " + before);
      }
    }
    rows(database, "select ID, SEQUENCE from MR_WORK_ITEM where TENANT = ?", tenant)
        .forEach(
            row -> {
              long told = last.getOrDefault(row.get(0), 0L);
              if (told != Long.parseLong(row.get(1))) {
                wrong.add(row.get(0) + " has " + row.get(1) + " events, but told " + told);
              }
            });
    return wrong;
  }

  private static List<String> unended(DataSource database, String tenant) {
    List<String> lines = new ArrayList<>();
    rows(
            database,
            """
            select w.ID, r.STEP, r.STATE from MR_STEP_RUN r
              join MR_WORK_ITEM w on w.ITEM_KEY = r.ITEM_KEY
            where w.TENANT = ? and r.ENDED_AT is null
            """,
            tenant)
        .forEach(row -> lines.add("step " + row));
    rows(
            database,
            """
            select w.ID, e.ACT_ID_ from MR_WORK_ITEM w
              join ACT_RU_EXECUTION p on p.BUSINESS_KEY_ = cast(w.ITEM_KEY as varchar(64))
              join ACT_RU_EXECUTION e on e.PROC_INST_ID_ = p.ID_
            where w.TENANT = ?
            """,
            tenant)
        .forEach(row -> lines.add("execution " + row));
    rows(
            database,
            """
            select w.ID, s.STREAM from MR_STREAM_INSTANCE s
              join MR_WORK_ITEM w on w.ITEM_KEY = s.ITEM_KEY
            where w.TENANT = ? and s.ENDED_AT is null
            """,
            tenant)
        .forEach(row -> lines.add("instance " + row));
    return lines;
  }

  private static List<String> parts(String json) {
    String[] parts = json.replaceAll("[{}]", ",").split(",");
    Arrays.sort(parts);
    return List.of(parts);
  }

  private static List<String> sorted(String what, List<List<String>> rows) {
    return rows.stream().map(row -> what + " " + row).sorted().toList();
  }

  /** The rows that a query gives, as texts. */
  static List<List<String>> rows(DataSource database, String sql, String... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<List<String>> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            row.add(String.valueOf(rows.getString(i)));
          }
          all.add(row);
        }
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Changes what no operation can change, such as the end of a lock. */
  static void update(DataSource database, String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      if (!isMissingTable(e)) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean isMissingTable(SQLException failure) {
    return List.of("42S02", "42S04", "42P01").contains(failure.getSQLState());
  }
}
