// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Everything that a database holds of Millrace and of the process engine: each row of each table.
 * Left out are counters of ids, the history of the schema, and how far the delivery of events has
 * come, which goes on meanwhile unless nobody has the sink. Immutable.
 */
final class StoreRows {
  private static final Set<String> NOT_READ =
      Set.of("act_ge_property", "act_ge_schema_log", "mr_schema_history");

  /** A sink that no Millrace has: nobody delivers its events. */
  static final String GONE = "gone";

  private static final Set<String> DELIVERY =
      Set.of("state", "attempts", "next_attempt_at", "failure");

  /** Ids, times and digests in a value: each run has its own. */
  private static final Pattern OWN =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
              + "|[0-9a-f]{64}"
              + "|\\d{4}-\\d\\d-\\d\\d[T ][0-9:.+Z-]*"
              + "|tenant-\\d+");

  /** Columns of the process engine and of Millrace whose values each run has of its own. */
  private static final Pattern OWN_ENGINE_COLUMN =
      Pattern.compile(
          ".*id_|.*time_|.*configuration_|var_scope_|octet_length.*|duration_|version_|name_|key_"
              + "|resource_name_");

  private static final Pattern OWN_COLUMN = Pattern.compile("engine_.*|definition|octet_length.*");

  /** One row as it is read: its table, and the values of its columns. */
  private record Row(Table table, List<String> values) {
    /** The row with everything, each value as {@code |column=value|}. */
    String text() {
      StringBuilder text = new StringBuilder(table.name).append('|');
      for (int i = 0; i < values.size(); i++) {
        text.append(table.columns[i]).append('=').append(values.get(i)).append('|');
      }
      return text.toString();
    }

    /** The row without what each run has of its own: ids, times, digests, tenants. */
    String shape() {
      StringBuilder shape = new StringBuilder(table.name).append('[');
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        boolean own = table.own[i] && !value.equals("null");
        shape.append(table.columns[i]).append('=').append(own ? "#" : value).append(' ');
      }
      return OWN.matcher(shape.append(']')).replaceAll("#");
    }
  }

  /** What is known of a table's columns; compared by its name alone. */
  private static final class Table {
    private final String name;
    private final String[] columns;
    private final boolean[] own;

    Table(String name, ResultSetMetaData data) throws SQLException {
      this.name = name;
      columns = new String[data.getColumnCount()];
      own = new boolean[columns.length];
      Pattern names = name.startsWith("act_") ? OWN_ENGINE_COLUMN : OWN_COLUMN;
      for (int i = 0; i < columns.length; i++) {
        columns[i] = data.getColumnName(i + 1).toLowerCase(Locale.ROOT);
        int type = data.getColumnType(i + 1);
        own[i] =
            type == Types.TIMESTAMP
                || type == Types.TIMESTAMP_WITH_TIMEZONE
                || names.matcher(columns[i]).matches();
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Table that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** What came and went between two moments, as shapes: the same for each run of an operation. */
  record Change(List<String> added, List<String> removed) {
    static final Change NONE = new Change(List.of(), List.of());

    /** Where it differs from another change, for people to read; empty if it does not. */
    List<String> besides(Change other) {
      List<String> differences = new ArrayList<>();
      differences.addAll(less("unexpectedly added ", added, other.added));
      differences.addAll(less("not added ", other.added, added));
      differences.addAll(less("unexpectedly removed ", removed, other.removed));
      differences.addAll(less("not removed ", other.removed, removed));
      return differences;
    }

    private static List<String> less(String what, List<String> shapes, List<String> others) {
      List<String> left = new ArrayList<>(shapes);
      others.forEach(left::remove); // one by one: several rows may have one shape
      return left.stream().map(what::concat).toList();
    }
  }

  private final Set<Row> rows;

  private StoreRows(Set<Row> rows) {
    this.rows = rows;
  }

  /** The statements that read each table. Large values are read as their lengths. */
  static Map<String, String> statements(Connection connection) throws SQLException {
    Map<String, String> columns = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select TABLE_NAME, COLUMN_NAME, DATA_TYPE from INFORMATION_SCHEMA.COLUMNS"
                    + " order by ORDINAL_POSITION")) {
      while (found.next()) {
        String table = found.getString(1).toLowerCase(Locale.ROOT);
        String column = found.getString(2).toLowerCase(Locale.ROOT);
        String type = found.getString(3).toLowerCase(Locale.ROOT);
        if ((table.startsWith("act_") || table.startsWith("mr_")) && !NOT_READ.contains(table)) {
          String value = value(table, column, type);
          columns.merge(table, value, (a, b) -> a + ", " + b);
        }
      }
    }
    return columns.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> "select " + entry.getValue() + " from " + entry.getKey(),
                (a, b) -> a,
                TreeMap::new));
  }

  private static String value(String table, String column, String type) {
    if (type.equals("bytea") || type.equals("binary large object")) {
      return "octet_length(" + column + ") as octet_length_" + column;
    }
    return table.equals("mr_outbox") && DELIVERY.contains(column)
        ? "case when sink = '" + GONE + "' then " + column + " end as " + column
        : column;
  }

  /** Reads all rows. */
  static StoreRows read(Connection connection, Map<String, String> statements) throws SQLException {
    Set<Row> rows = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      if (TestStore.isPostgresql()) { // which takes many at once: one round trip
        statement.execute(String.join(";", statements.values()));
        for (String table : statements.keySet()) {
          add(table, statement.getResultSet(), rows);
          statement.getMoreResults();
        }
      } else {
        for (Map.Entry<String, String> one : statements.entrySet()) {
          add(one.getKey(), statement.executeQuery(one.getValue()), rows);
        }
      }
    }
    return new StoreRows(rows);
  }

  private static void add(String table, ResultSet found, Set<Row> rows) throws SQLException {
    if (!found.next()) {
      return;
    }
    Table read = new Table(table, found.getMetaData());
    do {
      String[] values = new String[read.columns.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = String.valueOf(found.getString(i + 1));
      }
      rows.add(new Row(read, List.of(values)));
    } while (found.next());
  }

  /** Whether a table has no rows. */
  static boolean isEmpty(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select 1 from " + table + " limit 1")) {
      return !found.next();
    }
  }

  /** What is different by now. */
  Change since(StoreRows before) {
    if (equals(before)) {
      return Change.NONE;
    }
    return new Change(shapes(less(before)), shapes(before.less(this)));
  }

  /** The rows that came or went, as they are: with every id. */
  List<String> touched(StoreRows before) {
    List<String> touched = new ArrayList<>(gone(before));
    less(before).forEach(row -> touched.add("added " + row.text()));
    return touched;
  }

  /** The rows that are no longer as they were. */
  List<String> gone(StoreRows before) {
    return before.less(this).stream().map(row -> "gone " + row.text()).toList();
  }

  private static List<String> shapes(Set<Row> rows) {
    return rows.stream().map(Row::shape).sorted().toList();
  }

  private Set<Row> less(StoreRows other) {
    Set<Row> left = new HashSet<>(rows);
    left.removeAll(other.rows);
    return left;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoreRows that && rows.equals(that.rows);
  }

  @Override
  public int hashCode() {
    return rows.hashCode();
  }
}
