// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.logs.LogEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows of a ticket log become events, with a mapping of its columns. */
final class CsvLogTest {
  private static final CsvMapping TICKETS =
      CsvMapping.builder("tickets")
          .column(CsvColumn.ID, "Ticket")
          .column(CsvColumn.OPENED, "Created")
          .column(CsvColumn.CLOSED, "Closed")
          .column(CsvColumn.STATE, "Status")
          .column(CsvColumn.TITLE, "Subject")
          .column(CsvColumn.PRIORITY, "Prio")
          .column(CsvColumn.TEAM, "Group")
          .missing("n/a")
          .build();
  private static final String HEADER = "Ticket,Created,Closed,Status,Subject,Prio,Group,Site\n";
  private static final String ROW =
      "T-1,2024-03-05 10:00,2024-03-06T12:30:00+01:00,Done,\"Printer, again\",High,Desk,Kiel\n";

  @TempDir Path folder;
  private MadeLogs logs;

  @BeforeEach
  void setUp() {
    logs = new MadeLogs(folder);
  }

  @Test
  void shouldReadOneRowForEachItem() {
    // given
    String open = "T-2,2024-03-05 11:00,n/a,New,Mail,,,\n";
    // when
    List<LogEvent> events = events(TICKETS, HEADER + ROW + open);
    // then
    assertThat(events)
        .extracting(event -> event.itemId() + " " + event.kind() + " " + event.occurredAt())
        .containsExactly(
            "T-1 OPENED 2024-03-05T10:00:00Z",
            "T-1 RECORDED 2024-03-05T10:00:00Z",
            "T-2 OPENED 2024-03-05T11:00:00Z",
            "T-2 RECORDED 2024-03-05T11:00:00Z",
            "T-2 ENDED 2024-03-05T11:00:00Z",
            "T-1 ENDED 2024-03-06T11:30:00Z");
    LogEvent first = events.get(0);
    assertThat(first.group()).isEqualTo("Desk");
    assertThat(first.state()).isEqualTo("Done");
    assertThat(first.person()).isNull();
    assertThat(first.line()).isEqualTo(2);
    assertThat(first.attributes())
        .containsExactly(
            Map.entry("title", "Printer, again"),
            Map.entry("priority", "High"),
            Map.entry("Site", "Kiel"));
    assertThat(events.get(2).group()).isNull();
    assertThat(events.get(2).item().closedAt()).isNull();
    assertThat(events.get(2).attributes()).containsOnlyKeys("title");
  }

  @Test
  void shouldReadOneRowForEachEvent() {
    // given
    CsvMapping mapping =
        CsvMapping.builder("audit")
            .column(CsvColumn.ID, "nr")
            .column(CsvColumn.TIME, "at")
            .column(CsvColumn.STATE, "what")
            .column(CsvColumn.PERSON, "who")
            .pattern("dd.MM.yyyy HH:mm:ss")
            .zone(ZoneId.of("Europe/Berlin"))
            .build();
    String log =
        """
        nr;at;what;who
        7;05.03.2024 09:30:00;assigned;Ann
        7;05.03.2024 09:00:00;opened;?
        8;05.07.2024 09:00:00;opened;
        7;06.03.2024 09:00:00;closed;Ann
        """;
    // when
    List<LogEvent> events = events(mapping, log);
    // then
    assertThat(events)
        .filteredOn(event -> event.kind() == Kind.RECORDED)
        .extracting(event -> event.itemId() + " " + event.state() + " " + event.occurredAt())
        .containsExactly(
            "7 opened 2024-03-05T08:00:00Z",
            "7 assigned 2024-03-05T08:30:00Z",
            "7 closed 2024-03-06T08:00:00Z",
            "8 opened 2024-07-05T07:00:00Z");
    assertThat(events.get(0).person()).isEqualTo("?");
    assertThat(events.get(0).item().rows()).isEqualTo(3);
  }

  @Test
  void shouldTakeTheZoneOfTheOptionsIfTheMappingNamesNone() {
    ReadOptions options =
        ReadOptions.builder().mapping(TICKETS).zone(ZoneId.of("Asia/Tokyo")).build();
    Path log = logs.write("log.csv", HEADER + ROW);
    assertThat(logs.events(log, options).get(0).occurredAt())
        .isEqualTo(Instant.parse("2024-03-05T01:00:00Z"));
  }

  @Test
  void shouldReadTimesInManyForms() {
    assertThat(at(null, "2024-03-05")).isEqualTo("2024-03-05T00:00:00Z");
    assertThat(at(null, "2024-03-05t10:00z")).isEqualTo("2024-03-05T10:00:00Z");
    assertThat(at(null, "2024-03-05 10:00:01.5 +0100")).isEqualTo("2024-03-05T09:00:01.500Z");
    assertThat(at("d/M/yy h:mm a", "5/3/24 1:05 pm")).isEqualTo("2024-03-05T13:05:00Z");
    assertThat(at("d MMM yyyy", "05 MAR 2024".substring(1))).isEqualTo("2024-03-05T00:00:00Z");
    assertThat(at("yyyy-MM-dd'T'HH:mmXXX", "2024-03-05T10:00+02:00"))
        .isEqualTo("2024-03-05T08:00:00Z");
    assertThat(at("dd.MM.yyyy HH:mm VV", "05.03.2024 10:00 America/New_York"))
        .isEqualTo("2024-03-05T15:00:00Z");
  }

  @Test
  void shouldDetectOrTakeTheSeparator() {
    CsvMapping two =
        CsvMapping.builder("two").column(CsvColumn.ID, "a,b").column(CsvColumn.TIME, "c").build();
    for (char separator : new char[] {';', '\t'}) {
      String log = "x" + separator + "a,b" + separator + "c\n1,0" + separator + "n" + separator;
      CsvMapping told = two.toBuilder().separator(separator).build();
      assertThat(events(told, log + "2024-03-05\n").get(0).attributes()).containsEntry("x", "1,0");
      assertThat(events(two, log + "2024-03-05\n").get(0).itemId()).isEqualTo("n");
    }
  }

  @Test
  void shouldLeaveOutIgnoredColumns() {
    CsvMapping mapping = TICKETS.toBuilder().ignore("Site").ignore("not there").build();
    assertThat(events(mapping, HEADER + ROW).get(0).attributes())
        .containsOnlyKeys("title", "priority");
  }

  @Test
  void shouldRefuseAColumnThatIsNamedLikeAnother() {
    String message = refused(TICKETS, HEADER.replace("Site", "priority") + ROW);
    assertThat(message)
        .contains("Expected column 'priority' (number 8) of line 1 of log")
        .contains("but it takes 'priority' from column 'Prio'.\nMaybe add 'priority' to the");
    CsvMapping mapping = TICKETS.toBuilder().ignore("priority").build();
    assertThat(events(mapping, HEADER.replace("Site", "priority") + ROW)).hasSize(3);
  }

  @Test
  void shouldNameColumnsThatAreNotThere() {
    assertThat(refused(TICKETS, "Ticket,Created,Status\nT,2024-03-05,New\n"))
        .contains(
            "columns that the mapping 'tickets' names, but columns 'Closed', 'Group', 'Subject',")
        .contains("are not among 'Ticket', 'Created', 'Status'.\nMaybe write the columns as");
  }

  @Test
  void shouldNameEachBadField() {
    String bad =
        ",2024-02-30,soon,,Mail,,,\n"
            + "T-3\n"
            + "T-4,,2024-03-05,New,,,,\n"
            + "X".repeat(256)
            + ",2024-03-05,,New,,,,\n";
    assertThat(refused(TICKETS, HEADER + ROW + bad))
        .contains("has 7 problems")
        .contains("'Ticket' (number 1) of line 3", "to be the item's id, but it is missing.")
        .contains("'Created' (number 2) of line 3", "but it is '2024-02-30'.")
        .contains("'Closed' (number 3) of line 3", "but it is 'soon'.")
        .contains("'Status' (number 4) of line 3", "to name a state, but it is missing.")
        .contains("line 4 of log", "to have 8 fields like the header, but it has 1.")
        .contains("'Created' (number 2) of line 5", "but it is missing.")
        .contains("line 6", "to have at most 255 characters, but it has 256.");
  }

  @Test
  void shouldSkipBadRowsIfTold() {
    ReadOptions options = ReadOptions.builder().mapping(TICKETS).skipBadRows(true).build();
    Path log = logs.write("log.csv", HEADER + "T-3\n" + ROW);
    try (SortedLog sorted = logs.prepare(log, options)) {
      assertThat(sorted.format()).isEqualTo(LogFormat.CSV);
      assertThat(sorted.items()).isEqualTo(1);
      assertThat(sorted.rejectedRows()).isEqualTo(1);
    }
  }

  @Test
  void shouldShowHowTimesHaveToLook() {
    CsvMapping mapping = TICKETS.toBuilder().pattern("MM/dd/yyyy hh:mm a").build();
    assertThat(refused(mapping, HEADER + ROW))
        .contains("to be a time like 02/29/2016 06:42 PM (MM/dd/yyyy hh:mm a), but it is '2024");
  }

  @Test
  void shouldRefuseWhatIsNotUtf8() {
    byte[] latin = (HEADER + ROW.replace("Kiel", "Köln")).getBytes(StandardCharsets.ISO_8859_1);
    Path log = logs.write("log.csv", latin);
    assertThat(refused(TICKETS, log)).contains("line 2 of log", "to be text in UTF-8, but");
  }

  @Test
  void shouldRefuseHugeHeaders() {
    assertThat(refused(TICKETS, "x".repeat(256) + "," + HEADER + ROW))
        .contains("to be a column's name of at most 255 characters, but it has 256.");
    assertThat(refused(TICKETS, "a,".repeat(2_000) + HEADER)).contains("to begin a record of CSV");
  }

  @Test
  void shouldReadPackedLogsWithAByteOrderMark() {
    byte[] packed = MadeLogs.gzip(("\uFEFF" + HEADER + ROW).getBytes(StandardCharsets.UTF_8));
    ReadOptions options = ReadOptions.builder().mapping(TICKETS).build();
    assertThat(logs.events(logs.write("log.gz", packed), options)).hasSize(3);
  }

  private String at(@Nullable String pattern, String time) {
    CsvMapping mapping =
        CsvMapping.builder("times")
            .column(CsvColumn.ID, "id")
            .column(CsvColumn.TIME, "at")
            .pattern(pattern)
            .build();
    return events(mapping, "id,at\n1," + time + "\n").get(0).occurredAt().toString();
  }

  private List<LogEvent> events(CsvMapping mapping, String content) {
    ReadOptions options = ReadOptions.builder().mapping(mapping).build();
    return logs.events(logs.write("log.csv", content), options);
  }

  private String refused(CsvMapping mapping, String content) {
    return refused(mapping, logs.write("log.csv", content));
  }

  private String refused(CsvMapping mapping, Path log) {
    ReadOptions options = ReadOptions.builder().mapping(mapping).build();
    LogFormatException e =
        catchThrowableOfType(LogFormatException.class, () -> logs.prepare(log, options));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).startsWith("Expected ").containsPattern("\nMaybe .*\\.$");
    return String.valueOf(e.getMessage());
  }
}
