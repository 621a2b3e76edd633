// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.BulkReads;
import io.millrace.engine.internal.store.DatabaseTrouble;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.DecisionPoint;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.workshop.DecisionLogWriter;
import io.millrace.rules.workshop.RecordedChain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the stored decisions of a tenant as a decision log. The database sorts keys only; each
 * decision is read by its key, so that one chain is in memory at a time.
 */
final class DecisionExport {
  private static final int FETCH_SIZE = 1_000;
  private static final int REPORT_EVERY = 1_000;

  private static final String KEYS =
      """
      select d.DECISION_KEY from MR_DECISION d
      join MR_WORK_ITEM w on w.ITEM_KEY = d.ITEM_KEY
      where w.TENANT = ? and d.DECIDED_AT >= ? and d.DECIDED_AT < ?
      order by d.DECIDED_AT, d.ITEM_KEY, d.DECISION_KEY
      """;

  private static final String DECISION =
      """
      select d.ITEM_KEY, d.POINT, d.DECIDED_AT, d.PACK_ID, d.PACK_VERSION, d.PACK_DIGEST,
        d.FACTS_VERSION, d.CONTEXT, d.OUTPUTS
      from MR_DECISION d where d.DECISION_KEY = ?
      """;

  private static final String ITEM =
      """
      select w.ID, w.TITLE, w.DESCRIPTION, w.SOURCE, w.REQUESTER, w.OPENED_AT, f.FACTS
      from MR_WORK_ITEM w
      left join MR_FACTS f on f.ITEM_KEY = w.ITEM_KEY and f.VERSION = ?
      where w.ITEM_KEY = ?
      """;

  private final BulkReads reads;
  private final String tenant;

  DecisionExport(BulkReads reads, String tenant) {
    this.reads = reads;
    this.tenant = tenant;
  }

  /** A stored decision without its reasons. */
  private record Stored(
      UUID item,
      DecisionPoint point,
      Instant at,
      PackRef pack,
      int factsVersion,
      Map<String, String> context,
      Map<String, String> outputs) {}

  /** The decisions that were taken in one go: each saw the answers of those before it. */
  private static final class Chain {
    private final Stored first;
    private final List<DecisionPoint> points = new ArrayList<>();
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Map<String, String> context;

    Chain(Stored first) {
      this.first = first;
      this.context = new LinkedHashMap<>(first.context());
      add(first);
    }

    boolean isContinuedBy(Stored next) {
      return next.item().equals(first.item())
          && next.at().equals(first.at())
          && next.factsVersion() == first.factsVersion()
          && next.pack().equals(first.pack())
          && !points.contains(next.point())
          && next.context().equals(context);
    }

    void add(Stored decision) {
      points.add(decision.point());
      decision
          .outputs()
          .forEach(
              (name, value) -> {
                outputs.put(decision.point().variable(name), value);
                context.put(decision.point().variable(name), value);
              });
    }
  }

  long write(OutputStream out, Instant from, Instant to, LongConsumer progress) {
    try {
      return reads.read(
          connection -> {
            try (DecisionLogWriter log = new DecisionLogWriter(out)) {
              return write(connection, log, from, to, progress);
            }
          });
    } catch (SQLException e) {
      throw DatabaseTrouble.exception(
          "Expected to read the decisions, but it failed",
          e,
          "look at the cause; the log can be written again");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long write(
      Connection connection, DecisionLogWriter log, Instant from, Instant to, LongConsumer progress)
      throws SQLException, IOException {
    try (PreparedStatement keys = connection.prepareStatement(KEYS);
        PreparedStatement decisions = connection.prepareStatement(DECISION);
        PreparedStatement items = connection.prepareStatement(ITEM)) {
      keys.setFetchSize(FETCH_SIZE);
      keys.setString(1, tenant);
      keys.setObject(2, from.atOffset(ZoneOffset.UTC));
      keys.setObject(3, to.atOffset(ZoneOffset.UTC));
      long written = 0;
      Chain chain = null;
      try (ResultSet rows = keys.executeQuery()) {
        while (rows.next()) {
          Stored next = decision(decisions, rows.getObject(1, UUID.class));
          if (chain != null && chain.isContinuedBy(next)) {
            chain.add(next);
          } else {
            written += write(log, items, chain);
            chain = new Chain(next);
            report(written, progress);
          }
        }
      }
      written += write(log, items, chain);
      progress.accept(written);
      return written;
    }
  }

  private static void report(long written, LongConsumer progress) {
    if (written > 0 && written % REPORT_EVERY == 0) {
      progress.accept(written);
    }
  }

  private static int write(DecisionLogWriter log, PreparedStatement items, @Nullable Chain chain)
      throws SQLException, IOException {
    if (chain == null) {
      return 0;
    }
    Stored first = chain.first;
    items.setInt(1, first.factsVersion());
    items.setObject(2, first.item());
    try (ResultSet row = items.executeQuery()) {
      if (!row.next()) {
        return 0; // deleted in the meantime
      }
      WorkItemRow item = item(row);
      String json = row.getString(7);
      Facts facts = json == null ? Facts.none() : Codec.readFacts(json);
      Facts inputs = Assessor.inputs(Assessor.known(item, facts), first.context());
      log.write(
          new RecordedChain(
              item.id, first.at(), chain.points, inputs, chain.outputs, first.pack()));
      return 1;
    }
  }

  private static WorkItemRow item(ResultSet row) throws SQLException {
    WorkItemRow item = new WorkItemRow();
    item.id = row.getString(1);
    item.title = row.getString(2);
    item.description = row.getString(3);
    item.source = DemandSource.valueOf(row.getString(4));
    item.requester = row.getString(5);
    item.openedAt = instant(row, 6);
    return item;
  }

  private static Stored decision(PreparedStatement decisions, UUID key) throws SQLException {
    decisions.setObject(1, key);
    try (ResultSet row = decisions.executeQuery()) {
      row.next();
      return new Stored(
          row.getObject(1, UUID.class),
          new DecisionPoint(row.getString(2)),
          instant(row, 3),
          new PackRef(row.getString(4), row.getString(5), row.getString(6)),
          row.getInt(7),
          Codec.readTexts(row.getString(8)),
          Codec.readTexts(row.getString(9)));
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
