// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.EngineException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a database is in trouble about, as far as its exceptions tell, and what to do about it. The
 * SQL states are those of PostgreSQL and of H2; docs/operations.md has the same table.
 */
public enum DatabaseTrouble {
  /** Nobody answers, or the connection was cut. */
  NOT_REACHABLE(
      true,
      "the database cannot be reached",
      "wait until the database is up again, or check address and network"),

  /** The server takes no more connections. */
  TOO_MANY_CONNECTIONS(
      true,
      "the database takes no more connections",
      "raise the server's max_connections, or make the connection pools smaller"),

  /** All connections of the pool are in use. */
  POOL_EXHAUSTED(
      true,
      "no connection of the pool became free in time",
      "make the connection pool bigger (its maximum size, such as maximumPoolSize of HikariCP), or"
          + " look for what keeps connections so long"),

  /** A statement took too long, or was cancelled. */
  TIMEOUT(
      true,
      "a statement took longer than the database or its driver allows",
      "repeat it when the database is less busy, or raise the statement timeout"),

  /** Memory of the server, such as its lock table, is used up. */
  OUT_OF_MEMORY(
      true,
      "the database is out of memory or of another resource of its server",
      "give the server more of it: its log says of what, such as max_locks_per_transaction"),

  /** No space on a disk of the database. */
  DISK_FULL(
      false,
      "the disk of the database is full",
      "make room on that disk; the operation can be repeated then"),

  /** The database takes no changes. */
  READ_ONLY(
      false,
      "the database is read-only",
      "connect to the primary server and not to a standby, or allow writing"),

  /** User or password are not accepted. */
  NOT_AUTHENTICATED(
      false,
      "the database does not accept user or password",
      "check user and password of the data source"),

  /** The user may not do this. */
  NO_RIGHTS(
      false,
      "the database user lacks a right",
      "give the user the rights on the tables ACT_* and MR_*, and to create them at the first"
          + " start");

  private static final int H2_NO_SPACE = 90100;
  private static final int H2_READ_ONLY = 90097;
  private static final int H2_NO_RIGHTS = 90096;
  private static final int H2_POOL_LOGIN = 8001;
  private static final int LONGEST_CAUSES = 50;
  private static final int LONGEST_TEXT = 2_000;

  /** H2: broken connection, database closed. */
  private static final Set<Integer> H2_GONE = Set.of(90067, 90098, 90121);

  /** H2 appends the statement; PostgreSQL goes on with details on further lines. */
  private static final Pattern AFTER_MESSAGE = Pattern.compile("(?s)(; SQL statement:|\\R).*");

  private final boolean isTransient;
  private final String problem;
  private final String advice;

  DatabaseTrouble(boolean isTransient, String problem, String advice) {
    this.isTransient = isTransient;
    this.problem = problem;
    this.advice = advice;
  }

  /** What the database is in trouble about, if a failure tells. The innermost cause counts most. */
  public static Optional<DatabaseTrouble> find(Throwable failure) {
    DatabaseTrouble found = null;
    int depth = 0;
    for (Throwable cause = failure;
        cause != null && depth < LONGEST_CAUSES;
        cause = cause.getCause(), depth++) {
      DatabaseTrouble one = of(cause);
      found = one == null || found == DISK_FULL ? found : one;
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable DatabaseTrouble of(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.toLowerCase(Locale.ROOT).contains("no space left on device")) {
      return DISK_FULL;
    }
    if (!(cause instanceof SQLException sql)) {
      return null;
    }
    if (sql.getErrorCode() == H2_NO_SPACE) {
      return DISK_FULL;
    }
    if (sql.getErrorCode() == H2_POOL_LOGIN && message.startsWith("Login timeout")) {
      return POOL_EXHAUSTED;
    }
    String state = String.valueOf(sql.getSQLState());
    DatabaseTrouble known = ofState(state, sql.getErrorCode());
    if (known != null) {
      return known;
    }
    if (sql instanceof SQLTransientConnectionException) {
      return POOL_EXHAUSTED;
    }
    return sql instanceof SQLTimeoutException ? TIMEOUT : null;
  }

  private static @Nullable DatabaseTrouble ofState(String state, int code) {
    switch (state) {
      case "57P01", "57P02", "57P03", "57P05":
        return NOT_REACHABLE;
      case "53300":
        return TOO_MANY_CONNECTIONS;
      case "57014":
        return TIMEOUT;
      case "53100":
        return DISK_FULL;
      case "53000", "53200", "53400":
        return OUT_OF_MEMORY;
      case "25006":
        return READ_ONLY;
      case "28000", "28P01":
        return NOT_AUTHENTICATED;
      case "42501":
        return NO_RIGHTS;
      default:
        break;
    }
    if (state.startsWith("08") || H2_GONE.contains(code)) {
      return NOT_REACHABLE;
    }
    return code == H2_READ_ONLY ? READ_ONLY : code == H2_NO_RIGHTS ? NO_RIGHTS : null;
  }

  /** Whether it may pass by itself. */
  public boolean isTransient() {
    return isTransient;
  }

  /**
   * The exception for a failure, with its cause in plain words and without any SQL.
   *
   * @param lead what was expected and that it did not come so, such as "Expected the tables to be
   *     created, but it failed"
   * @param failure what happened instead
   * @param advice what to do if the failure does not tell what it is about
   */
  public static EngineException exception(String lead, Throwable failure, String advice) {
    DatabaseTrouble trouble = find(failure).orElse(null);
    return trouble == null
        ? new EngineException(lead + ": " + text(failure), advice, failure)
        : new EngineException(
            lead + ": " + trouble.problem + ": " + text(failure),
            trouble.advice,
            failure,
            trouble.isTransient,
            false);
  }

  /** The message of the innermost cause, without statements, values and further lines. */
  private static String text(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < LONGEST_CAUSES; depth++) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (message == null || message.isBlank()) {
      return root.getClass().getSimpleName();
    }
    boolean mayHoldSql =
        root instanceof SQLException || root.getClass().getName().startsWith("org.apache.ibatis.");
    String text = mayHoldSql ? AFTER_MESSAGE.matcher(message.strip()).replaceFirst("") : message;
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
  }
}
