// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from a log to its report. */
final class ReplayCommandIT {
  private static final long SEED = Long.getLong("replay.seed", System.nanoTime());
  private static final int INCIDENTS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void shouldReplayTheBundledDay() throws IOException {
    // when
    Path target = folder.resolve("report");
    Ending ending = Ending.of("--report", target);

    // then
    assertThat(ending.exitCode()).as(ending.failure()).isZero();
    WrittenReport report = WrittenReport.in(target);
    HandFigures expected = HandFigures.of(bundledDay(), ZoneOffset.UTC);
    expected.shouldBeThoseOf(report);
    expected.shouldAgreeOnPriorities(report);
    assertThat(report.text("source/name")).isEqualTo("a made-up day at Axle Car Hire");
    assertThat(report.count("events")).isEqualTo(bundledDay().lines().count() - 1);
    assertThat(report.count("rejected_rows")).isZero();
    assertThat(ending.out())
        .contains("336 incidents, 1,712 events")
        .contains("336 of 336 as recorded (100.0%)")
        .contains("Report: " + target.resolve("index.html"));
    assertThat(target.resolve("index.html")).isNotEmptyFile();
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(target));
  }

  @Test
  void shouldGiveTheSameFiguresWhateverTheBatch() throws IOException {
    // given
    Path log = madeLog();
    HandFigures expected = HandFigures.of(Files.readString(log), ZoneOffset.UTC);

    // when
    WrittenReport one = replay("--batch", 1, log);
    WrittenReport some = replay("--batch", 64, log);
    WrittenReport all = replay("--batch", 10_000, log);

    // then
    expected.shouldBeThoseOf(one);
    expected.shouldAgreeOnPriorities(one);
    assertThat(some.figures()).isEqualTo(one.figures());
    assertThat(all.figures()).isEqualTo(one.figures());
  }

  @Test
  void shouldGiveTheSameFiguresInOtherZonesAndLanguages() throws Exception {
    // given
    Path log = madeLog();
    Path target = folder.resolve("elsewhere");

    // when
    Ending ending =
        ReplayProcess.run(
            List.of("-Duser.timezone=Pacific/Chatham", "-Duser.language=tr", "-Duser.country=TR"),
            PATIENCE,
            "--report",
            target,
            log);

    // then
    assertThat(ending.exitCode()).as(ending.failure()).isZero();
    assertThat(ending.err()).contains("Reading").contains("Replaying").contains("events/s");
    WrittenReport report = WrittenReport.in(target);
    HandFigures.of(Files.readString(log), ZoneOffset.UTC).shouldAgreeOnPriorities(report);
    assertThat(report.figures()).isEqualTo(replay(log).figures());
  }

  @Test
  void shouldReadTimesInTheZoneThatIsAsked() throws IOException {
    // given a log whose second night is an hour shorter in Berlin
    Path log = madeLog();
    String text = Files.readString(log);
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    // when
    WrittenReport report = replay("--zone", berlin, log);

    // then
    HandFigures.of(text, berlin).shouldBeThoseOf(report);
    assertThat(report.text("source/zone")).isEqualTo("Europe/Berlin");
    assertThat(report.text("whole_span/from")).isEqualTo("2026-03-28T07:00:00Z");
  }

  @Test
  void shouldGiveTheSameFiguresForALogThatIsOutOfOrder() throws IOException {
    // given
    System.out.println("replay.seed=" + SEED);
    Path log = madeLog();
    List<String> rows = new ArrayList<>(Files.readString(log).lines().skip(1).toList());
    Collections.shuffle(rows, new Random(SEED));
    Path shuffled = folder.resolve("shuffled.csv");
    Files.writeString(shuffled, MadeLog.HEADER + String.join("\n", rows) + "\n");

    // then
    assertThat(withoutSource(replay(shuffled))).isEqualTo(withoutSource(replay(log)));
  }

  @Test
  void shouldDecideByTheMatrixThatIsNamed() throws IOException {
    // when
    WrittenReport report = replay("--matrix", "glpi", log(row("1 - High", "3 - Low", "New", 0)));

    // then
    assertThat(report.text("matrix")).isEqualTo("glpi");
    assertThat(report.priorityCells()).hasSize(1);
    assertThat(report.priorityCells()).doesNotContainKey("1 - High | 3 - Low | 3 - Moderate");
  }

  @Test
  void shouldDecideByTheMatrixInAFile() throws IOException {
    // given
    Path matrix =
        Files.writeString(
            folder.resolve("house.csv"),
            "matrix,house\nmost-important,lowest\nimpact / urgency,1 - High,2 - Low\n"
                + "1 - High,1 - Now,2 - Today\n2 - Low,2 - Today,3 - Later\n");

    // when
    WrittenReport report = replay("--matrix", matrix, log(row("1 - High", "2 - Low", "New", 0)));

    // then
    assertThat(report.text("matrix")).isEqualTo("house");
    assertThat(report.priorityCells())
        .containsExactly(Map.entry("1 - High | 2 - Low | 2 - Today", 1L));
    assertThat(report.count("priority_agreement/overall/agreed")).isZero();
  }

  @Test
  void shouldSkipBadRowsAndListThem() throws IOException {
    // given
    String good = row("1 - High", "1 - High", "New", 0) + row("1 - High", "1 - High", "Closed", 1);
    Path log =
        log(
            good
                + row("1 - High", "1 - High", "Active", 2).replaceFirst("2/3/", "30/2/")
                + "INC2\n");

    // when
    assertThat(Ending.of("--report", folder.resolve("refused"), log).exitCode()).isEqualTo(2);
    WrittenReport report = replay("--skip-bad-rows", log);

    // then
    assertThat(report.count("incidents")).isEqualTo(1);
    assertThat(report.count("events")).isEqualTo(2);
    assertThat(report.count("rejected_rows")).isEqualTo(2);
    JsonNode rejections = report.json().path("rejections");
    assertThat(rejections.path(0).path("line").asLong()).isEqualTo(4);
    assertThat(rejections.path(0).path("column_name").asText()).isEqualTo("opened_at");
    assertThat(rejections.findValues("line").stream().map(JsonNode::asLong)).contains(4L, 5L);
    assertThat(rejections.findValuesAsText("text")).allMatch(text -> text.startsWith("Expected "));
  }

  @Test
  void shouldStayWhereItIsAtAnUnknownState() throws IOException {
    // given
    String before =
        row("1 - High", "1 - High", "New", 0) + row("1 - High", "1 - High", "Active", 60);
    String after = row("1 - High", "1 - High", "Closed", 180);

    // when
    WrittenReport report = replay(log(before + row("1 - High", "1 - High", "-100", 120) + after));

    // then it was worked on for two hours, as if that line were not there
    assertThat(report.note("unknown-state")).isEqualTo(1);
    assertThat(report.number("working_hours/max")).isCloseTo(2, withinPercentage(1e-7));
    assertThat(report.number("lead_hours/max")).isCloseTo(3, withinPercentage(1e-7));
  }

  @Test
  void shouldReplayXes() throws IOException {
    // given
    String log =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<log xes.version=\"1.0\">\n"
            + trace(
                "in call",
                event("09:00", "Accepted", "Wait - User", "G1"),
                event("08:00", "Accepted", "In Progress", "G1"),
                event("11:00", "Completed", "In Call", "G1"),
                event("10:00", "Accepted", "In Progress", "G1"))
            + trace(
                "closed",
                event("07:30", "Queued", "Awaiting Assignment", "G2"),
                event("08:30", "Accepted", "In Progress", "G2"),
                event("09:30", "Queued", "Awaiting Assignment", "G3"),
                event("10:30", "Accepted", "In Progress", "G3"),
                event("12:30", "Completed", "Resolved", "G3"),
                event("13:30", "Completed", "Closed", "G3"))
            + trace(
                "never closed",
                event("08:00", "Accepted", "In Progress", "G1"),
                event("12:00", "Unmatched", "Unmatched", "G1"))
            + "</log>\n";

    // when
    WrittenReport report = replay(Files.writeString(folder.resolve("made.xes"), log));

    // then
    assertThat(report.text("source/format")).isEqualTo("xes");
    assertThat(report.text("matrix")).isEqualTo("default");
    assertThat(report.text("whole_span/from")).isEqualTo("2012-05-01T05:30:00Z");
    assertThat(report.number("lead_hours/mean")).isCloseTo(13 / 3.0, withinPercentage(1e-7));
    assertThat(report.number("lead_hours/max")).isCloseTo(6, withinPercentage(1e-7));
    assertThat(report.number("blocked_hours/max")).isCloseTo(1, withinPercentage(1e-7));
    assertThat(report.number("working_hours/max")).isCloseTo(4, withinPercentage(1e-7));
    assertThat(report.number("hand_offs/max")).isEqualTo(1);
    assertThat(report.note("never-closed")).isEqualTo(2);
    assertThat(report.note("ended-unconfirmed")).isEqualTo(1);
    assertThat(report.count("ended_unconfirmed")).isEqualTo(1);
    assertThat(report.note("unknown-state")).isEqualTo(1);
    assertThat(report.count("priority_agreement/overall/total")).isZero();
  }

  @Test
  void shouldKeepTheDatabaseWhereItIsAsked() throws IOException {
    // given
    Path log =
        log(row("1 - High", "1 - High", "New", 0) + row("1 - High", "1 - High", "Closed", 1));
    Path data = folder.resolve("kept");

    // when the same replay is asked for twice
    WrittenReport first = replay("--data", data, log);
    WrittenReport second = replay("--data", data, log);

    // then nothing is done twice
    assertThat(data.resolve("millrace.mv.db")).isNotEmptyFile();
    assertThat(first.json().path("resumed").asBoolean()).isFalse();
    assertThat(second.json().path("resumed").asBoolean()).isTrue();
    assertThat(second.figures()).isEqualTo(first.figures());
    assertThat(Ending.of("--data", data, "--zone", "+01:00", "--report", folder.resolve("r"), log))
        .satisfies(
            ending -> {
              assertThat(ending.exitCode()).isEqualTo(2);
              assertThat(ending.err()).contains("whose zone is 'UTC', but now it is '+01:00'.");
            });
  }

  private WrittenReport replay(Object... arguments) throws IOException {
    Path target = Files.createTempDirectory(folder, "report");
    List<Object> all = new ArrayList<>(List.of("--report", target));
    all.addAll(List.of(arguments));
    Ending ending = Ending.of(all.toArray());
    assertThat(ending.exitCode()).as(ending.failure()).isZero();
    assertThat(target.resolveSibling(target.getFileName() + ".data")).doesNotExist();
    return WrittenReport.in(target);
  }

  private static JsonNode withoutSource(WrittenReport report) {
    ObjectNode figures = (ObjectNode) report.figures();
    figures.remove("source");
    return figures;
  }

  private Path madeLog() throws IOException {
    return Files.writeString(folder.resolve("made.csv"), MadeLog.of(INCIDENTS, 42));
  }

  private Path log(String rows) throws IOException {
    return Files.writeString(folder.resolve("log.csv"), MadeLog.HEADER + rows);
  }

  private static String row(String impact, String urgency, String state, int minute) {
    return "INC1,%s,%d,2/3/2026 06:00,2/3/2026 %02d:%02d,%s,%s,3 - Moderate,desk,?,?,?\n"
        .formatted(state, minute, 6 + minute / 60, minute % 60, impact, urgency);
  }

  private static String trace(String name, String... events) {
    return "<trace>" + string("concept:name", name) + String.join("", events) + "</trace>\n";
  }

  private static String event(String time, String state, String transition, String group) {
    return "<event><date key=\"time:timestamp\" value=\"2012-05-01T"
        + time
        + ":00+02:00\"/>"
        + string("concept:name", state)
        + string("lifecycle:transition", transition)
        + string("org:group", group)
        + string("impact", "Medium")
        + "</event>\n";
  }

  private static String string(String key, String value) {
    return "<string key=\"" + key + "\" value=\"" + value + "\"/>";
  }

  private static String bundledDay() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(ReplayCommand.class.getResourceAsStream("axle-day.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
