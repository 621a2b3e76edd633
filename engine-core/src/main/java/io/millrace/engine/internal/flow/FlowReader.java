// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.engine.FlowQuery;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.engine.internal.store.DatabaseTrouble;
import io.millrace.model.StepState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads every work item of a tenant with its transitions in order, one work item in memory at a
 * time.
 */
final class FlowReader {
  private static final int FETCH_SIZE = 1_000;

  private static final String ITEMS =
      """
      from MR_WORK_ITEM w
      left join MR_TRANSITION t on t.ITEM_KEY = w.ITEM_KEY
      left join MR_STEP_RUN r on r.RUN_KEY = t.RUN_KEY
      where w.TENANT = ? and w.STATE <> 'CANCELLED'
      """;

  private final BulkReads reads;
  private final String tenant;

  FlowReader(BulkReads reads, String tenant) {
    this.reads = reads;
    this.tenant = tenant;
  }

  /** The window of a query, with the open ends filled in; null if there is nothing to measure. */
  @Nullable Window window(FlowQuery query) {
    Instant from = query.from();
    Instant to = query.to();
    if (from != null && to != null) {
      return new Window(from.toEpochMilli(), to.toEpochMilli(), false);
    }
    String sql =
        "select min(OPENED_AT), max(coalesce(CLOSED_AT, LAST_AT)) from MR_WORK_ITEM"
            + " where TENANT = ? and STATE <> 'CANCELLED'"
            + (query.stream() == null ? "" : " and STREAM = ?");
    return read(
        sql,
        query,
        rows -> {
          rows.next();
          Instant first = instant(rows, 1);
          Instant last = instant(rows, 2);
          if (first == null || last == null) {
            return null;
          }
          long start = (from == null ? first : from).toEpochMilli();
          long end = Math.max(start, (to == null ? last : to).toEpochMilli());
          return new Window(start, end, to == null);
        });
  }

  /** Hands each work item to the sweep. */
  void sweep(FlowQuery query, ItemSweep sweep) {
    String sql =
        "select w.ITEM_KEY, w.OPENED_AT, w.CLOSED_AT, t.RUN_KEY, t.STATE, t.TEAM, t.OCCURRED_AT,"
            + " t.INFERRED, r.STREAM, r.STEP, r.AFTER_CLOSE "
            + ITEMS
            + (query.stream() == null ? "" : " and w.STREAM = ?")
            + " order by w.ITEM_KEY, t.SEQUENCE";
    read(
        sql,
        query,
        rows -> {
          UUID current = null;
          while (rows.next()) {
            UUID key = rows.getObject(1, UUID.class);
            if (!key.equals(current)) {
              if (current != null) {
                sweep.endItem();
              }
              current = key;
              Instant opened = instant(rows, 2);
              Instant closed = instant(rows, 3);
              sweep.beginItem(
                  opened == null ? 0 : opened.toEpochMilli(),
                  closed == null ? Long.MAX_VALUE : closed.toEpochMilli());
            }
            UUID run = rows.getObject(4, UUID.class);
            Instant occurred = instant(rows, 7);
            if (run != null && occurred != null) {
              sweep.transition(
                  new RunChange(
                      run,
                      rows.getString(9),
                      rows.getString(10),
                      StepState.valueOf(rows.getString(5)),
                      rows.getString(6),
                      occurred.toEpochMilli(),
                      rows.getBoolean(8),
                      rows.getBoolean(11)));
            }
          }
          if (current != null) {
            sweep.endItem();
          }
          return null;
        });
  }

  private interface Rows<T> {
    @Nullable T read(ResultSet rows) throws SQLException;
  }

  private <T> @Nullable T read(String sql, FlowQuery query, Rows<T> reader) {
    try {
      return reads
          .read(
              connection -> {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                  statement.setFetchSize(FETCH_SIZE);
                  statement.setString(1, tenant);
                  if (query.stream() != null) {
                    statement.setString(2, query.stream());
                  }
                  try (ResultSet rows = statement.executeQuery()) {
                    return Optional.ofNullable(reader.read(rows));
                  }
                }
              })
          .orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw DatabaseTrouble.exception(
          "Expected to read the transitions, but it failed",
          e,
          "look at the cause; the report can be repeated");
    }
  }

  private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
