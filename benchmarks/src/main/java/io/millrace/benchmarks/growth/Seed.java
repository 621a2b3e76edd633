// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.growth;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Fills a store with copies of one work item that really went through its value stream: its rows in
 * Millrace's tables and in the main ones of the engine's history are copied by SQL under new keys.
 * To save disk, nine of ten copies have no reasons with their decisions, and none has the receipt
 * of its submission.
 */
final class Seed {
  /** What {@link #items} calls the copies. */
  static final String NAME = "OLD-";

  /** Every copy whose number can be divided by this has the reasons of its decisions. */
  static final int WITH_REASONS = 10;

  /** The engine's tables that hold what it remembers of an instance. */
  private static final List<String> HISTORY =
      List.of("act_hi_procinst", "act_hi_taskinst", "act_hi_varinst");

  /** Columns of the engine that name a definition or an element, and not a row. */
  private static final Set<String> DEFINITIONS =
      Set.of(
          "proc_def_id_",
          "act_id_",
          "start_act_id_",
          "end_act_id_",
          "tenant_id_",
          "deployment_id_",
          "start_user_id_",
          "user_id_",
          "case_def_id_");

  private final DataSource database;
  private final String template;

  /**
   * @param template the id of the work item to copy
   */
  Seed(DataSource database, String template) {
    this.database = database;
    this.template = template;
  }

  /**
   * Adds copies.
   *
   * @param count how many
   * @param overdue how many of them have been kept long enough
   */
  void items(int count, int overdue) {
    try (Connection connection = database.getConnection()) {
      String key =
          text(connection, "select item_key from mr_work_item where id = '" + template + "'");
      List<String> indexes = dropIndexes(connection);
      String mine = "t.item_key = '" + key + "'";
      for (String table :
          texts(
              connection,
              "select table_name from information_schema.columns where column_name = 'item_key'"
                  + " and table_name like 'mr\\_%' and table_schema = current_schema()")) {
        copy(connection, table, mine, count, overdue);
      }
      String engine =
          "t.proc_inst_id_ in (select engine_id from mr_stream_instance where item_key = '"
              + key
              + "')";
      for (String table : HISTORY) {
        copy(connection, table, engine, count, overdue);
      }
      for (String index : indexes) {
        execute(connection, index);
      }
      execute(connection, "vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The size of the database in bytes. */
  long bytes() {
    try (Connection connection = database.getConnection()) {
      return Long.parseLong(text(connection, "select pg_database_size(current_database())"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(
      Connection connection, String table, String filter, int count, int overdue)
      throws SQLException {
    Map<String, String> types = types(connection, table);
    String columns = String.join(", ", types.keySet());
    String values =
        types.entrySet().stream()
            .map(column -> value(table, column.getKey(), column.getValue(), overdue))
            .collect(Collectors.joining(", "));
    execute(
        connection,
        "with t as materialized (select t.* from "
            + table
            + " t where "
            + filter
            + ") insert into "
            + table
            + " ("
            + columns
            + ") select "
            + values
            + " from generate_series(1, "
            + count
            + ") n cross join t");
  }

  /** Keys get the number of the copy: in front, so that they sort as the copies do. */
  private static String value(String table, String column, String type, int overdue) {
    String own = "t." + column;
    if (type.equals("uuid")) {
      return "(lpad(to_hex(n), 8, '0') || substring(" + own + "::text from 9))::uuid";
    }
    if (table.startsWith("act_")) {
      boolean key = column.endsWith("id_") && !DEFINITIONS.contains(column);
      return key ? own + " || '-' || n" : own;
    }
    return switch (column) {
      case "reasons" -> "case when n % " + WITH_REASONS + " = 0 then t.reasons else '[]' end";
      case "receipt" -> "'{}'";
      case "id" -> "'" + NAME + "' || n";
      case "command_id" -> "'submit/" + NAME + "' || n";
      case "engine_id", "engine_ref", "engine_instance" -> own + " || '-' || n";
      case "expires_at" ->
          "now() + (case when n <= " + overdue + " then -1 else 100 end) * interval '1 day'";
      default -> own;
    };
  }

  /** Drops the indexes that no constraint needs; gives the statements that make them again. */
  private static List<String> dropIndexes(Connection connection) throws SQLException {
    String ours =
        " from pg_indexes x where (x.tablename like 'mr\\_%' or x.tablename like 'act\\_hi\\_%')"
            + " and not exists (select 1 from pg_constraint c join pg_class i on i.oid ="
            + " c.conindid where i.relname = x.indexname)";
    List<String> names = texts(connection, "select x.indexname" + ours);
    List<String> definitions = texts(connection, "select x.indexdef" + ours);
    for (String name : names) {
      execute(connection, "drop index " + name);
    }
    return definitions;
  }

  private static Map<String, String> types(Connection connection, String table)
      throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select column_name, data_type from information_schema.columns where table_name = ?"
                + " and table_schema = current_schema() order by ordinal_position")) {
      select.setString(1, table);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          types.put(
              rows.getString(1).toLowerCase(Locale.ROOT),
              rows.getString(2).toLowerCase(Locale.ROOT));
        }
      }
    }
    return types;
  }

  private static String text(Connection connection, String select) throws SQLException {
    return texts(connection, select).get(0);
  }

  private static List<String> texts(Connection connection, String select) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static void execute(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
