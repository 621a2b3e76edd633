// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.EngineException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseTroubleTest {

  private static SQLException sql(String message, String state) {
    return new SQLException(message, state);
  }

  private static SQLException h2(String message, int code) {
    return new SQLException(message, String.valueOf(code), code);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(sql("refused", "08001"), DatabaseTrouble.NOT_REACHABLE),
        Arguments.of(sql("terminated", "57P01"), DatabaseTrouble.NOT_REACHABLE),
        Arguments.of(h2("The database has been closed", 90098), DatabaseTrouble.NOT_REACHABLE),
        Arguments.of(sql("too many clients", "53300"), DatabaseTrouble.TOO_MANY_CONNECTIONS),
        Arguments.of(
            new SQLTransientConnectionException("timed out"), DatabaseTrouble.POOL_EXHAUSTED),
        Arguments.of(
            new SQLTransientConnectionException("timed out", "57P03", sql("starting", "57P03")),
            DatabaseTrouble.NOT_REACHABLE),
        Arguments.of(
            new SQLException("Login timeout", "08001", 8001), DatabaseTrouble.POOL_EXHAUSTED),
        Arguments.of(sql("canceled", "57014"), DatabaseTrouble.TIMEOUT),
        Arguments.of(new SQLTimeoutException("slow"), DatabaseTrouble.TIMEOUT),
        Arguments.of(sql("could not extend file", "53100"), DatabaseTrouble.DISK_FULL),
        Arguments.of(
            h2("gone", 90098).initCause(new IOException("No space left on device")),
            DatabaseTrouble.DISK_FULL),
        Arguments.of(sql("read-only transaction", "25006"), DatabaseTrouble.READ_ONLY),
        Arguments.of(h2("read only", 90097), DatabaseTrouble.READ_ONLY),
        Arguments.of(sql("out of shared memory", "53200"), DatabaseTrouble.OUT_OF_MEMORY),
        Arguments.of(sql("password", "28P01"), DatabaseTrouble.NOT_AUTHENTICATED),
        Arguments.of(sql("permission denied", "42501"), DatabaseTrouble.NO_RIGHTS),
        Arguments.of(h2("not enough rights", 90096), DatabaseTrouble.NO_RIGHTS));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void shouldTellWhatTheDatabaseIsInTroubleAbout(Throwable failure, DatabaseTrouble expected) {
    assertThat(DatabaseTrouble.find(new IllegalStateException("wrapped", failure)))
        .contains(expected);
    EngineException told = DatabaseTrouble.exception("Expected x, but it failed", failure, "y");
    assertThat(told.isTransient()).isEqualTo(expected.isTransient());
    assertThat(told.getMessage()).startsWith("Expected x, but it failed: ").contains("\nMaybe ");
  }

  @Test
  void shouldShowNoStatementsAndNoValues() {
    SQLException h2 = h2("Value too long; SQL statement:\ninsert into SECRET [22001-232]", 22001);
    SQLException postgresql = sql("ERROR: duplicate key\n  Detail: Key (id)=(secret)", "23505");

    assertThat(DatabaseTrouble.exception("Expected x, but it failed", h2, "look at the cause"))
        .hasMessage("Expected x, but it failed: Value too long\nMaybe look at the cause.");
    assertThat(DatabaseTrouble.exception("Expected x, but it failed", postgresql, "z"))
        .hasMessage("Expected x, but it failed: ERROR: duplicate key\nMaybe z.");
  }

  @Test
  void shouldKnowNothingOfOtherFailures() {
    assertThat(DatabaseTrouble.find(new IllegalStateException("x"))).isEmpty();
    assertThat(DatabaseTrouble.find(sql("syntax error", "42601"))).isEmpty();
  }
}
