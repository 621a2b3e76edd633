// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.EngineException;
import io.millrace.engine.internal.store.DatabaseTrouble;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with the database's: locks on automated steps and timers are
 * written with the clock of one node and read with that of another. A database in this process has
 * the same clock and is not asked. Thread-safe.
 */
final class ClockCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);
  private static final int ROUNDS = 5;

  private final DataSource dataSource;
  private final Duration tolerance;
  private @Nullable Consumer<Boolean> listener;
  private boolean good = true;

  /**
   * Checks the clocks once.
   *
   * @param tolerance how far they may be apart
   * @throws EngineException if they are further apart, or the database cannot be asked
   */
  ClockCheck(DataSource dataSource, Duration tolerance) {
    this.dataSource = dataSource;
    this.tolerance = tolerance;
    Offset offset;
    try {
      offset = measure();
    } catch (SQLException e) {
      throw DatabaseTrouble.exception(
          "Expected the database to tell the time, but it failed",
          e,
          "check the data source: address, user, rights");
    }
    if (offset.isBeyond(tolerance)) {
      throw new EngineException(
          "Expected this machine's clock and the database's to be at most "
              + tolerance.toMillis()
              + " ms apart, but "
              + offset
              + ".",
          "let both machines follow the same time servers (NTP), or raise the clock tolerance",
          new IllegalStateException("The clocks are apart."));
    }
  }

  /**
   * How far the database's clock is ahead of this machine's; it is behind if that is negative. The
   * truth is somewhere between the two.
   */
  private record Offset(Duration least, Duration most) {

    boolean isBeyond(Duration tolerance) {
      return least.compareTo(tolerance) > 0 || most.compareTo(tolerance.negated()) < 0;
    }

    @Override
    public String toString() {
      Duration middle = least.plus(most).dividedBy(2);
      long error = most.minus(least).toMillis() / 2 + 1;
      return "this machine's is "
          + middle.abs().toMillis()
          + " ms (give or take "
          + error
          + " ms) "
          + (middle.isNegative() ? "ahead" : "behind");
    }
  }

  /** Whether the clocks were close enough at the last check. */
  synchronized boolean isGood() {
    return good;
  }

  /** Tells a listener now, and again whenever the clocks part or come together. */
  synchronized void whenever(Consumer<Boolean> changed) {
    listener = changed;
    changed.accept(good);
  }

  /** Checks again; a round of a worker. A database that cannot be asked changes nothing. */
  boolean checkAgain() {
    try {
      Offset offset = measure();
      take(!offset.isBeyond(tolerance), offset);
    } catch (SQLException e) {
      LOG.debug("The database could not be asked for the time.", e);
    }
    return false;
  }

  private synchronized void take(boolean now, Offset offset) {
    if (now == good) {
      return;
    }
    good = now;
    if (now) {
      LOG.info("Automated steps and timers run here again: {}.", offset);
    } else {
      LOG.error(
          "Automated steps and timers do not run here any more: of this machine's clock and the"
              + " database's, which may be {} ms apart, {}. Let both follow the same time servers"
              + " (NTP); then they run again by themselves.",
          tolerance.toMillis(),
          offset);
    }
    if (listener != null) {
      listener.accept(now);
    }
  }

  private Offset measure() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (isInThisProcess(connection)) {
        return new Offset(Duration.ZERO, Duration.ZERO);
      }
      Offset best = round(connection);
      for (int i = 1; i < ROUNDS; i++) {
        Offset next = round(connection);
        best = closer(best, next);
      }
      return best;
    }
  }

  /** The answer that took the least time says the most. */
  private static Offset closer(Offset one, Offset other) {
    Duration width = one.most().minus(one.least());
    return other.most().minus(other.least()).compareTo(width) < 0 ? other : one;
  }

  private static boolean isInThisProcess(Connection connection) throws SQLException {
    String url = String.valueOf(connection.getMetaData().getURL());
    return url.startsWith("jdbc:h2:")
        && !url.startsWith("jdbc:h2:tcp:")
        && !url.startsWith("jdbc:h2:ssl:");
  }

  private static Offset round(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Instant before = Instant.now();
      long start = System.nanoTime();
      Instant there = ask(statement);
      Instant after = before.plusNanos(System.nanoTime() - start);
      return new Offset(Duration.between(after, there), Duration.between(before, there));
    } finally {
      if (!connection.getAutoCommit()) {
        connection.rollback(); // the time stands still within a transaction
      }
    }
  }

  private static Instant ask(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select current_timestamp")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }
}
