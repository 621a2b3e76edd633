// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Nodes in different zones share locks and timers: the engine's times are in UTC for all. */
class EngineTimesTest {

  @Test
  void shouldKeepTheEnginesTimesInUtc() throws SQLException {
    TimeZone usual = TimeZone.getDefault();
    DataSource database = TestStore.newDatabase();
    try {
      // given
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));

      // when
      try (Millrace millrace = Millrace.builder().dataSource(database).build()) {
        Desk.of(millrace, "t", "ann").submit("INC-1");
      }
    } finally {
      TimeZone.setDefault(usual);
    }

    // then
    assertThat(started(database))
        .isCloseTo(LocalDateTime.now(ZoneOffset.UTC), within(5, ChronoUnit.MINUTES));
  }

  /** What stands in the column, without any zone. */
  private static LocalDateTime started(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select START_TIME_ from ACT_HI_PROCINST")) {
      rows.next();
      return rows.getObject(1, LocalDateTime.class);
    }
  }
}
