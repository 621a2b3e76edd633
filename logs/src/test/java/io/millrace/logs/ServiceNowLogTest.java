// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.logs.LogEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows of an incident audit log become events. */
final class ServiceNowLogTest {
  private static final String OPENED = "1/2/2016 10:00";

  @TempDir Path folder;
  private MadeLogs logs;

  @BeforeEach
  void setUp() {
    logs = new MadeLogs(folder);
  }

  @Test
  void shouldGiveBeginRowsAndEndOfAnItem() {
    // given
    Path log = csv(MadeLogs.goodRow());
    // when
    List<LogEvent> events = logs.events(log);
    // then
    assertThat(events)
        .extracting(LogEvent::kind)
        .containsExactly(Kind.OPENED, Kind.RECORDED, Kind.ENDED);
    assertThat(events)
        .extracting(LogEvent::occurredAt)
        .containsExactly(
            Instant.parse("2016-02-01T10:00:00Z"),
            Instant.parse("2016-02-01T10:05:00Z"),
            Instant.parse("2016-02-02T10:00:00Z"));
    assertThat(events).extracting(LogEvent::position).containsExactly(0L, 1L, 2L);
    assertThat(events.get(0).firstOfItem()).isTrue();
    assertThat(events.get(2).lastOfItem()).isTrue();
  }

  @Test
  void shouldKeepWhatARowSays() {
    LogEvent row = logs.events(csv(MadeLogs.goodRow())).get(1);
    assertThat(row)
        .returns("INC1", LogEvent::itemId)
        .returns("New", LogEvent::state)
        .returns("Group 1", LogEvent::group)
        .returns(null, LogEvent::person)
        .returns(2L, LogEvent::line)
        .returns(0L, LogEvent::orderHint);
    assertThat(row.item())
        .returns(null, LogItem::resolvedAt)
        .returns(Instant.parse("2016-02-02T10:00:00Z"), LogItem::closedAt)
        .returns(1L, LogItem::rows);
    assertThat(row.attributes().keySet())
        .containsExactly("impact", "urgency", "priority", "location");
    assertThat(row.facts().text("impact", "none")).isEqualTo("2 - Medium");
  }

  @Test
  void shouldLeaveOutWhatWasOnlyKnownInHindsight() {
    String header = MadeLogs.HEADER.strip() + ",closed_code,resolved_by,u_symptom\n";
    Path log = logs.write("log.csv", header + MadeLogs.goodRow().strip() + ",code 6,Ann,Smoke\n");
    assertThat(logs.events(log).get(0).attributes())
        .containsEntry("u_symptom", "Smoke")
        .doesNotContainKeys("closed_code", "resolved_by");
  }

  @Test
  void shouldOrderByTimeThenCountThenLine() {
    // given
    Path log =
        csv(
            row("B", "three", 1, "1/2/2016 11:00"),
            row("B", "two", 0, "1/2/2016 11:00"),
            row("A", "four", 1, "1/2/2016 11:00"),
            row("A", "one", 7, "1/2/2016 10:30"));
    // then
    assertThat(recorded(log))
        .extracting(LogEvent::state)
        .containsExactly("one", "two", "three", "four");
  }

  @Test
  void shouldCountRowsOutsideOfTheItemAtItsEdges() {
    // given
    Path log = csv(row("A", "early", 0, "1/2/2016 09:00"), row("A", "late", 1, "3/2/2016 10:00"));
    // when
    List<LogEvent> events = logs.events(log);
    // then
    assertThat(events)
        .extracting(LogEvent::kind)
        .containsExactly(Kind.OPENED, Kind.RECORDED, Kind.RECORDED, Kind.ENDED);
    assertThat(events.get(1))
        .returns(Instant.parse("2016-02-01T10:00:00Z"), LogEvent::occurredAt)
        .returns(Instant.parse("2016-02-01T09:00:00Z"), LogEvent::recordedAt);
    assertThat(events.get(2))
        .returns(Instant.parse("2016-02-02T10:00:00Z"), LogEvent::occurredAt)
        .returns(Instant.parse("2016-02-03T10:00:00Z"), LogEvent::recordedAt);
  }

  @Test
  void shouldEndAtTheLastClosingAndBeginAtTheEarliestOpening() {
    Path log =
        csv(
            MadeLogs.row("A", "Closed", 0, OPENED, "2/2/2016 10:00", "2/2/2016 10:00"),
            MadeLogs.row("B", "New", 0, OPENED, "1/2/2016 10:00", "?"),
            MadeLogs.row("A", "Closed", 2, OPENED, "5/2/2016 10:00", "5/2/2016 10:00"),
            MadeLogs.row("A", "Active", 1, "1/2/2016 09:00", "3/2/2016 10:00", "?"));
    List<LogEvent> events = logs.events(log);
    LogItem item = events.get(0).item();
    assertThat(item)
        .returns("A", LogItem::id)
        .returns(Instant.parse("2016-02-01T09:00:00Z"), LogItem::openedAt)
        .returns(Instant.parse("2016-02-05T10:00:00Z"), LogItem::endedAt)
        .returns(3L, LogItem::rows);
    assertThat(events.get(events.size() - 1).state()).isEqualTo("Closed");
  }

  @Test
  void shouldBeginAndEndAtItsRowsWhereTheLogHasNoOtherTimes() {
    Path log =
        csv(
            MadeLogs.row("A", "New", 0, "?", "1/2/2016 10:00", "?"),
            MadeLogs.row("A", "-100", 1, "", "1/2/2016 12:00", ""));
    LogItem item = logs.events(log).get(0).item();
    assertThat(item.openedAt()).isEqualTo("2016-02-01T10:00:00Z");
    assertThat(item.endedAt()).isEqualTo("2016-02-01T12:00:00Z");
    assertThat(item.closedAt()).isNull();
  }

  @Test
  void shouldNeverEndBeforeItBegins() {
    Path log = csv(MadeLogs.row("A", "New", 0, OPENED, "1/2/2016 10:00", "31/1/2016 10:00"));
    LogItem item = logs.events(log).get(0).item();
    assertThat(item.endedAt()).isEqualTo(item.openedAt());
    assertThat(item.closedAt()).isEqualTo("2016-01-31T10:00:00Z");
  }

  @Test
  void shouldHandOnUnknownStates() {
    assertThat(recorded(csv(row("A", "-100", 0, "1/2/2016 11:00"))).get(0).state())
        .isEqualTo("-100");
  }

  @Test
  void shouldTakeTheGivenZoneWithItsClockChanges() {
    // given clocks in Berlin that went from 02:00 to 03:00 and from 03:00 back to 02:00
    Path log =
        csv(
            MadeLogs.row("gap", "New", 0, "27/3/2016 02:30", "27/3/2016 02:30", "?"),
            MadeLogs.row("twice", "New", 0, "30/10/2016 02:30", "30/10/2016 02:30", "?"));
    ReadOptions berlin = ReadOptions.builder().zone(ZoneId.of("Europe/Berlin")).build();
    // then
    assertThat(logs.events(log, berlin))
        .filteredOn(LogEvent::firstOfItem)
        .extracting(LogEvent::occurredAt)
        .containsExactly(
            Instant.parse("2016-03-27T01:30:00Z"), Instant.parse("2016-10-30T00:30:00Z"));
  }

  @Test
  void shouldNotDependOnTheMachinesZoneAndLanguage() {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(logs.events(csv(MadeLogs.goodRow())).get(0).occurredAt())
          .isEqualTo("2016-02-01T10:00:00Z");
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Test
  void shouldReadOtherShapesOfTheSameTable() {
    String table = MadeLogs.HEADER + MadeLogs.goodRow();
    byte[] bom = ("\uFEFF" + table).getBytes(StandardCharsets.UTF_8);
    List<LogEvent> plain = logs.events(logs.write("log.csv", table));
    assertThat(logs.events(logs.write("bom.csv", bom))).isEqualTo(plain);
    assertThat(logs.events(logs.write("windows.csv", table.replace("\n", "\r\n"))))
        .isEqualTo(plain);
    assertThat(logs.events(logs.write("semicolon.csv", table.replace(',', ';')))).isEqualTo(plain);
    assertThat(logs.events(logs.write("packed", MadeLogs.gzip(bom)))).isEqualTo(plain);
    assertThat(logs.events(logs.write("quoted.csv", table.replace("Group 1", "\"Group 1\""))))
        .isEqualTo(plain);
  }

  @Test
  void shouldGoOnAfterBadRowsIfAsked() {
    // given
    Path log =
        csv(
            "ragged\n",
            MadeLogs.goodRow(),
            MadeLogs.goodRow().replace("1/2/2016 10:05", "soon").replace(",0,", ",x,"));
    ReadOptions skip = ReadOptions.builder().skipBadRows(true).build();
    // when
    try (SortedLog sorted = logs.prepare(log, skip)) {
      // then
      assertThat(sorted.events()).isEqualTo(1);
      assertThat(sorted.rejectedRows()).isEqualTo(2);
      assertThat(sorted.rejections())
          .extracting(LogProblem::text)
          .satisfiesExactly(
              text -> assertThat(text).contains("line 2 of log", "to have 13 fields"),
              text -> assertThat(text).contains("'sys_updated_at' (number 5) of line 4", "'soon'"),
              text -> assertThat(text).contains("'sys_mod_count' (number 3) of line 4", "'x'"));
      assertThat(sorted.rejections().get(1).advice()).isEqualTo("correct that field");
    }
  }

  private static String row(String number, String state, int mod, String updated) {
    return MadeLogs.row(number, state, mod, OPENED, updated, "2/2/2016 10:00");
  }

  private Path csv(String... rows) {
    return logs.write("log.csv", MadeLogs.HEADER + String.join("", rows));
  }

  private List<LogEvent> recorded(Path log) {
    return logs.events(log).stream().filter(event -> event.kind() == Kind.RECORDED).toList();
  }
}
