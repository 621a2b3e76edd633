// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.logs.LogEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How events of XES become events of a log. */
final class XesLogTest {
  @TempDir Path folder;
  private MadeLogs logs;

  @BeforeEach
  void setUp() {
    logs = new MadeLogs(folder);
  }

  @Test
  void shouldReadEventsOfTracesThatOverlap() {
    // given
    String one =
        MadeLogs.trace(
            "1",
            MadeLogs.event("Accepted", "In Progress", "2012-05-01T10:00:00+02:00"),
            MadeLogs.event("Completed", "Closed", "2012-05-03T10:00:00+02:00"));
    String two =
        MadeLogs.trace("2", MadeLogs.event("Queued", "Awaiting", "2012-05-01T07:59:59.5Z"));
    // when
    List<LogEvent> events = logs.events(xes(one, two));
    // then
    assertThat(events)
        .extracting(e -> e.itemId() + " " + e.kind() + " " + e.state())
        .containsExactly(
            "2 OPENED Queued/Awaiting",
            "2 RECORDED Queued/Awaiting",
            "2 ENDED Queued/Awaiting",
            "1 OPENED Accepted/In Progress",
            "1 RECORDED Accepted/In Progress",
            "1 RECORDED Completed/Closed",
            "1 ENDED Completed/Closed");
    assertThat(events.get(0).occurredAt()).isEqualTo("2012-05-01T07:59:59.500Z");
    assertThat(events.get(3).item())
        .returns(Instant.parse("2012-05-01T08:00:00Z"), LogItem::openedAt)
        .returns(Instant.parse("2012-05-03T08:00:00Z"), LogItem::endedAt)
        .returns(null, LogItem::closedAt);
  }

  @Test
  void shouldSkipWhatIsNestedAndWhatIsOutsideOfTraces() {
    // given
    String text =
        """
        <log xmlns='http://www.xes-standard.org/'>
          <global scope='event'><string key='product' value='UNKNOWN'/></global>
          <float key='deep' value='1'><float key='deeper' value='2'/></float>
          <trace>
            <string key='concept:name' value='1'><string key='concept:name' value='wrong'/></string>
            <string key='country' value='se'/>
            <event>
              <string key='product' value='PROD1'><string key='product' value='wrong'/></string>
              <string key='org:group' value='V30'/>
              <string key='org:resource' value='Börje'/>
              <list key='parts'><values><string key='impact' value='wrong'/></values></list>
              <string key='org:role' value='?'/>
              <string key='concept:name' value='Accepted'/>
              <date key='time:timestamp' value='2012-05-01T10:00:00+02:00'/>
            </event>
          </trace>
          <trace><string key='concept:name' value='empty'/></trace>
        </log>
        """;
    // when
    List<LogEvent> events = logs.events(logs.write("log.xes", text));
    // then
    assertThat(events).hasSize(3);
    assertThat(events.get(1))
        .returns("1", LogEvent::itemId)
        .returns("Accepted", LogEvent::state)
        .returns("V30", LogEvent::group)
        .returns("Börje", LogEvent::person)
        .returns(7L, LogEvent::line);
    assertThat(events.get(1).attributes())
        .containsOnlyKeys("country", "product")
        .containsEntry("product", "PROD1");
  }

  @Test
  void shouldTakeTheGivenZoneOnlyWhereATimeHasNone() {
    Path log =
        xes(
            MadeLogs.trace(
                "1",
                MadeLogs.event("A", "B", "2012-07-01T10:00:00"),
                MadeLogs.event("A", "B", "2012-07-01T10:00:00Z")));
    ReadOptions berlin = ReadOptions.builder().zone(ZoneId.of("Europe/Berlin")).build();
    assertThat(logs.events(log, berlin).get(1).recordedAt()).isEqualTo("2012-07-01T08:00:00Z");
    assertThat(logs.events(log, berlin).get(2).recordedAt()).isEqualTo("2012-07-01T10:00:00Z");
    assertThat(logs.events(log).get(1).recordedAt()).isEqualTo("2012-07-01T10:00:00Z");
  }

  @Test
  void shouldKeepTheFilesOrderAtEqualTimes() {
    String time = "2012-07-01T10:00:00Z";
    Path log =
        xes(
            MadeLogs.trace("1", MadeLogs.event("c", "", time), MadeLogs.event("a", "", time)),
            MadeLogs.trace("0", MadeLogs.event("b", "", time)));
    assertThat(logs.events(log))
        .filteredOn(event -> event.kind() == Kind.RECORDED)
        .extracting(LogEvent::state)
        .containsExactly("c", "a", "b");
  }

  @Test
  void shouldJoinTracesOfTheSameName() {
    String trace = MadeLogs.trace("1", MadeLogs.event("A", "B", "2012-07-01T10:00:00Z"));
    try (SortedLog log = logs.prepare(xes(trace, trace))) {
      assertThat(log.items()).isEqualTo(1);
      assertThat(log.events()).isEqualTo(2);
    }
  }

  @Test
  void shouldReadTheEncodingThatTheFileDeclares() {
    String text =
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<log>"
            + MadeLogs.trace("Börje", MadeLogs.event("A", "B", "2012-07-01T10:00:00Z"))
            + "</log>";
    Path log = logs.write("log.xes", text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(logs.events(log).get(0).itemId()).isEqualTo("Börje");
  }

  @Test
  void shouldTellFormatByContentRatherThanByName() {
    String trace = MadeLogs.trace("1", MadeLogs.event("A", "B", "2012-07-01T10:00:00Z"));
    try (SortedLog log = logs.prepare(logs.write("log.csv", MadeLogs.xes(trace)))) {
      assertThat(log.format()).isEqualTo(LogFormat.XES);
    }
    Path csv = logs.write("log.xes", MadeLogs.HEADER + MadeLogs.goodRow());
    try (SortedLog log = logs.prepare(csv)) {
      assertThat(log.format()).isEqualTo(LogFormat.SERVICENOW);
    }
  }

  @Test
  void shouldSkipEventsOfANamelessTraceIfAsked() {
    String event = MadeLogs.event("A", "B", "2012-07-01T10:00:00Z");
    Path log = xes("<trace>" + event + event + "</trace>", MadeLogs.trace("1", event));
    ReadOptions skip = ReadOptions.builder().skipBadRows(true).build();
    try (SortedLog sorted = logs.prepare(log, skip)) {
      assertThat(sorted.events()).isEqualTo(1);
      assertThat(sorted.rejectedRows()).isEqualTo(2);
      assertThat(sorted.rejections()).hasSize(1);
    }
  }

  private Path xes(String... traces) {
    return logs.write("log.xes", MadeLogs.xes(traces));
  }
}
