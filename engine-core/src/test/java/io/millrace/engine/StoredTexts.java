// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks into every column of every table, the engine's and Millrace's, whatever they are called.
 */
final class StoredTexts {
  private static final int SHORT = 7;

  private final DataSource database;

  StoredTexts(DataSource database) {
    this.database = database;
  }

  /**
   * Where any of some texts stands, as TABLE.COLUMN, whatever the case. Short ones, such as the
   * engine's ids, count where they are the whole value.
   */
  Set<String> mentions(Collection<String> texts) {
    Set<String> found = new TreeSet<>();
    List<String> wanted = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    try (Connection connection = database.getConnection()) {
      for (String table : tables(connection)) {
        try (PreparedStatement select = connection.prepareStatement("select * from " + table);
            ResultSet rows = select.executeQuery()) {
          while (rows.next()) {
            mentions(table, rows, wanted, found);
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }

  private static void mentions(String table, ResultSet rows, List<String> wanted, Set<String> found)
      throws SQLException {
    for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
      String value = text(rows.getObject(column));
      if (value != null) {
        String lower = value.toLowerCase(Locale.ROOT);
        String name = rows.getMetaData().getColumnName(column).toUpperCase(Locale.ROOT);
        wanted.stream()
            .filter(text -> text.length() < SHORT ? lower.equals(text) : lower.contains(text))
            .findFirst()
            .ifPresent(text -> found.add(table + "." + name));
      }
    }
  }

  private static @Nullable String text(@Nullable Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Blob blob) {
      return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
    }
    return value == null ? null : value.toString();
  }

  /** The tables that hold anything at all. */
  Set<String> filled() {
    Set<String> filled = new TreeSet<>();
    try (Connection connection = database.getConnection()) {
      for (String table : tables(connection)) {
        if (number(connection, "select count(*) from " + table) > 0) {
          filled.add(table);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return filled;
  }

  /** The values of one column. */
  List<String> values(String select) {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(String.valueOf(text(rows.getObject(1))));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return values;
  }

  private static long number(Connection connection, String select) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Set<String> tables(Connection connection) throws SQLException {
    Set<String> tables = new TreeSet<>();
    try (ResultSet rows =
        connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
      while (rows.next()) {
        String name = rows.getString("TABLE_NAME").toUpperCase(Locale.ROOT);
        if (name.startsWith("ACT_") || name.startsWith("MR_")) {
          tables.add(name);
        }
      }
    }
    return tables;
  }
}
