package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Replays the real logs that lie beside the project, with a small heap and a database on disk;
 * skipped where they are absent.
 */
final class RealLogIT {
  private static final Path DATA = Path.of("..", "..", "..", "shared", "data");
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final double PERCENT = 1e-4; // 1e-6 relative

  @TempDir Path folder;

  @Test
  void shouldGiveTheKnownFiguresOfTheServiceNowLog() throws IOException, InterruptedException {
    // given
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
