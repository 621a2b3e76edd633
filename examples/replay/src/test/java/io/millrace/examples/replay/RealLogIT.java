// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the real logs that lie beside the project, with a small heap and a database on disk;
 * skipped where they are absent. By itself it takes their first incidents, whose figures it works
 * out from the text; with {@code -Dmillrace.full-logs=true} the whole logs, whose figures are
 * known.
 */
final class RealLogIT {
  private static final Path DATA = Path.of("..", "..", "..", "shared", "data");
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final double PERCENT = 1e-4; // 1e-6 relative

  private static final Pattern EVENT_TIME =
      Pattern.compile("<date key=\"time:timestamp\" value=\"([^\"]+)\"/>");
  private static final int INCIDENTS = 500;

  @TempDir Path folder;

  @Test
  void shouldGiveTheFiguresOfTheFirstServiceNowIncidents()
      throws IOException, InterruptedException {
    // given
    String log = first(text("servicenow-incidents", "incident_event_log_even.csv.gz"));
    Path cut = Files.writeString(folder.resolve("incident_event_log.csv"), log);

    // when
    WrittenReport report = replay(cut);

    // then
    HandFigures figures = HandFigures.of(log, ZoneOffset.UTC);
    assertThat(figures.leadHours()).hasSize(INCIDENTS);
    figures.shouldBeThoseOf(report);
    figures.shouldAgreeOnPriorities(report);
    assertThat(report.number("peak_heap_mb")).isLessThan(512);
  }

  @Test
  void shouldGiveTheFiguresOfTheFirstVolvoIncidents() throws IOException, InterruptedException {
    // given
    String[] traces = text("volvo-incidents", "07_bpic2013_incidents.xes.gz").split("</trace>");
    String log = String.join("</trace>", Arrays.copyOf(traces, INCIDENTS)) + "</trace></log>";
    Path cut = Files.writeString(folder.resolve("incidents.xes"), log);

    // when
    WrittenReport report = replay(cut);

    // then
    assertThat(report.count("incidents")).isEqualTo(INCIDENTS);
    assertThat(report.count("whole_span/departed")).isEqualTo(INCIDENTS);
    double hours = Arrays.stream(traces).limit(INCIDENTS).mapToDouble(RealLogIT::hours).sum();
    assertThat(report.number("lead_hours/mean"))
        .isCloseTo(hours / INCIDENTS, withinPercentage(PERCENT));
    assertThat(report.number("peak_heap_mb")).isLessThan(512);
  }

  @Test
  void shouldGiveTheKnownFiguresOfTheServiceNowLog() throws IOException, InterruptedException {
    // given
    assumeTrue(
        Boolean.getBoolean("millrace.full-logs"), "Skipped: -Dmillrace.full-logs=true runs it");
    Path known = data("servicenow-incidents");
    JsonNode expected = expected(known);

    // when
    WrittenReport report = replay(known.resolve("incident_event_log_even.csv.gz"));

    // then
    assertThat(report.count("incidents")).isEqualTo(12_438);
    assertThat(report.count("events")).isEqualTo(70_986);
    assertThat(report.count("whole_span/arrived")).isEqualTo(12_438);
    assertThat(report.count("whole_span/departed")).isEqualTo(12_438);
    JsonNode lead = expected.path("open_to_closed_hours");
    for (String figure : List.of("mean", "median_linear", "p85_linear", "p95_linear", "max")) {
      shouldBe(report, "lead_hours/" + figure, lead.path(figure));
    }
    assertThat(report.count("lead_hours/n")).isEqualTo(12_438);
    for (String figure : List.of("hours", "time_average_wip", "throughput_per_hour")) {
      shouldBe(report, "whole_span/" + figure, expected.path("whole_span").path(figure));
    }
    assertThat(report.priorityCells())
        .hasSize(8)
        .isEqualTo(counts(expected.path("priority_cells_last_event")));
    assertThat(report.count("priority_agreement/overall/agreed")).isEqualTo(12_438);
    assertThat(report.count("priority_agreement/overall/total")).isEqualTo(12_438);
    assertThat(report.count("rejected_rows")).isZero();
    assertThat(report.number("peak_heap_mb")).isLessThan(512);
  }

  @Test
  void shouldGiveTheKnownFiguresOfTheVolvoLog() throws IOException, InterruptedException {
    // given
    assumeTrue(
        Boolean.getBoolean("millrace.full-logs"), "Skipped: -Dmillrace.full-logs=true runs it");
    Path known = data("volvo-incidents");
    JsonNode expected = expected(known).path("volvo_incidents_first_to_last_event");

    // when
    WrittenReport report = replay(known.resolve("07_bpic2013_incidents.xes.gz"));

    // then
    assertThat(report.count("incidents")).isEqualTo(7_554);
    assertThat(report.count("events")).isEqualTo(65_533);
    assertThat(report.count("whole_span/departed")).isEqualTo(7_554);
    JsonNode lead = expected.path("lead_hours");
    for (String figure : List.of("mean", "median_linear", "p85_linear", "p95_linear", "max")) {
      shouldBe(report, "lead_hours/" + figure, lead.path(figure));
    }
    assertThat(report.number("lead_hours/min")).isZero();
    shouldBe(report, "whole_span/hours", expected.path("window_hours"));
    shouldBe(report, "whole_span/time_average_wip", expected.path("time_avg_wip_whole_window"));
    shouldBe(
        report,
        "whole_span/throughput_per_hour",
        expected.path("throughput_per_hour_whole_window"));
    assertThat(report.note("never-closed")).isEqualTo(1_980);
    assertThat(report.number("peak_heap_mb")).isLessThan(512);
  }

  private WrittenReport replay(Path log) throws IOException, InterruptedException {
    Path target = folder.resolve("report");
    Ending ending = ReplayProcess.run(List.of(), PATIENCE, "--report", target, log);
    assertThat(ending.exitCode()).as(ending.failure()).isZero();
    assertThat(folder.resolve("report.data")).doesNotExist();
    return WrittenReport.in(target);
  }

  /** The header and the rows of the first incidents. */
  private static String first(String csv) {
    Set<String> incidents = new HashSet<>();
    StringBuilder rows = new StringBuilder();
    for (String line : csv.lines().toList()) {
      if (!rows.isEmpty() && incidents.add(line.substring(0, line.indexOf(',')))) {
        if (incidents.size() > INCIDENTS) {
          break;
        }
      }
      rows.append(line).append('\n');
    }
    return rows.toString();
  }

  /** From the first to the last event of a trace. */
  private static double hours(String trace) {
    List<Instant> events =
        EVENT_TIME
            .matcher(trace.substring(trace.indexOf("<event>")))
            .results()
            .map(match -> OffsetDateTime.parse(match.group(1)).toInstant())
            .sorted()
            .toList();
    return Duration.between(events.get(0), events.get(events.size() - 1)).toMillis() / 3_600_000.0;
  }

  private static String text(String folder, String file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(data(folder).resolve(file)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void shouldBe(WrittenReport report, String path, JsonNode expected) {
    assertThat(expected.isNumber()).as("a known figure for " + path).isTrue();
    assertThat(report.number(path))
        .as(path)
        .isCloseTo(expected.doubleValue(), withinPercentage(PERCENT));
  }

  private static Map<String, Long> counts(JsonNode node) {
    Map<String, Long> counts = new TreeMap<>();
    node.properties().forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
    return counts;
  }

  private static JsonNode expected(Path known) throws IOException {
    return new ObjectMapper().readTree(known.resolve("expected_flow_metrics.json").toFile());
  }

  private static Path data(String name) {
    Path known = DATA.resolve(name);
    assumeTrue(
        Files.isDirectory(known),
        () -> "Skipped: the real log is not at " + known.toAbsolutePath().normalize());
    return known;
  }
}
