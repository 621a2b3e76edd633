// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the real logs that lie beside the project; skipped where they are absent. */
final class RealLogTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");

  @TempDir Path work;

  @Test
  void shouldReadTheWholeServiceNowLog() throws IOException {
    Path folder = data("servicenow-incidents");
    try (SortedLog log = prepare(folder.resolve("incident_event_log_even.csv.gz"))) {
      assertThat(log.format()).isEqualTo(LogFormat.SERVICENOW);
      assertThat(log.events()).isEqualTo(70_986);
      assertThat(log.items()).isEqualTo(12_438);
      assertThat(log.size()).isEqualTo(70_986 + 2 * 12_438);
      assertThat(log.rejectedRows()).isZero();
      shouldBeInOrder(log);
      shouldHaveLeadHours(log, Files.readString(folder.resolve("expected_flow_metrics.json")));
      assertThat(hours(log.first(), log.last())).isCloseTo(8528.366666666667, within(1e-6));
    }
  }

  @Test
  void shouldReadTheRecordedPrioritiesOfTheServiceNowLog() throws IOException {
    Path folder = data("servicenow-incidents");
    Map<String, Long> cells = new TreeMap<>();
    try (SortedLog log = prepare(folder.resolve("incident_event_log_even.csv.gz"))) {
      log.stream()
          .filter(LogEvent::lastOfItem)
          .map(LogEvent::attributes)
          .map(a -> a.get("impact") + " | " + a.get("urgency") + " | " + a.get("priority"))
          .forEach(cell -> cells.merge(cell, 1L, Long::sum));
    }
    String expected = Files.readString(folder.resolve("expected_flow_metrics.json"));
    assertThat(cells).hasSize(8);
    cells.forEach((cell, count) -> assertThat(expected).contains("\"" + cell + "\": " + count));
  }

  @Test
  void shouldReadTheWholeVolvoLog() throws IOException {
    Path folder = data("volvo-incidents");
    try (SortedLog log = prepare(folder.resolve("07_bpic2013_incidents.xes.gz"))) {
      assertThat(log.format()).isEqualTo(LogFormat.XES);
      assertThat(log.events()).isEqualTo(65_533);
      assertThat(log.items()).isEqualTo(7_554);
      assertThat(log.first()).isEqualTo(Instant.parse("2010-03-31T14:59:42Z"));
      assertThat(log.last()).isEqualTo(Instant.parse("2012-05-22T23:22:25Z"));
      shouldBeInOrder(log);
      shouldHaveLeadHours(log, Files.readString(folder.resolve("expected_flow_metrics.json")));
    }
  }

  @Test
  void shouldSortTracesThatBeginOutOfOrder() {
    Path folder = data("volvo-incidents");
    List<LogEvent> begins = new ArrayList<>();
    try (SortedLog log = prepare(folder.resolve("07_bpic2013_incidents.xes.gz"))) {
      log.stream().filter(LogEvent::firstOfItem).forEach(begins::add);
    }
    assertThat(begins).isSortedAccordingTo((a, b) -> a.occurredAt().compareTo(b.occurredAt()));
    List<LogEvent> asInFile = new ArrayList<>(begins);
    asInFile.sort((a, b) -> Long.compare(a.line(), b.line()));
    int inversions = 0;
    for (int i = 1; i < asInFile.size(); i++) {
      if (asInFile.get(i).occurredAt().isBefore(asInFile.get(i - 1).occurredAt())) {
        inversions++;
      }
    }
    assertThat(inversions).isEqualTo(2_191);
  }

  private SortedLog prepare(Path log) {
    return SortedLog.prepare(log, ReadOptions.defaults(), work, ProgressListener.none());
  }

  private static Path data(String folder) {
    Path path = DATA.resolve(folder);
    assumeTrue(
        Files.isDirectory(path),
        () -> "Skipped: the real logs are not at '" + path + "', seen from the module's folder.");
    return path;
  }

  private static void shouldBeInOrder(SortedLog log) {
    Set<String> open = new HashSet<>();
    Set<String> ended = new HashSet<>();
    Map<String, Long> rows = new HashMap<>();
    List<LogEvent> wrong = new ArrayList<>();
    Instant before = Instant.MIN;
    long position = 0;
    for (LogEvent event : log) {
      boolean inTime = event.position() == position++ && !event.occurredAt().isBefore(before);
      boolean inTurn =
          switch (event.kind()) {
            case OPENED -> open.add(event.itemId());
            case RECORDED -> open.contains(event.itemId()) && !ended.contains(event.itemId());
            case ENDED ->
                ended.add(event.itemId())
                    && event.item().rows() == rows.getOrDefault(event.itemId(), 0L);
          };
      if (event.kind() == LogEvent.Kind.RECORDED) {
        rows.merge(event.itemId(), 1L, Long::sum);
      }
      if (!inTime || !inTurn) {
        wrong.add(event);
      }
      before = event.occurredAt();
    }
    assertThat(wrong).isEmpty();
    assertThat(position).isEqualTo(log.size());
    assertThat(ended).hasSize((int) log.items()).isEqualTo(open);
  }

  private static void shouldHaveLeadHours(SortedLog log, String expected) {
    List<Double> leads = new ArrayList<>();
    log.stream()
        .filter(LogEvent::lastOfItem)
        .forEach(e -> leads.add(hours(e.item().openedAt(), e.item().endedAt())));
    Collections.sort(leads);
    double mean = leads.stream().mapToDouble(Double::doubleValue).sum() / leads.size();
    shouldEqual(mean, expected, "mean");
    shouldEqual(quantile(leads, 0.5), expected, "median_linear");
    shouldEqual(quantile(leads, 0.85), expected, "p85_linear");
    shouldEqual(quantile(leads, 0.95), expected, "p95_linear");
    shouldEqual(leads.get(leads.size() - 1), expected, "max");
  }

  private static void shouldEqual(double actual, String json, String name) {
    // The first object that holds the name is the one from open to close.
    Matcher matcher = Pattern.compile('"' + name + "\":\\s*([0-9.]+)").matcher(json);
    assertThat(matcher.find()).as(name).isTrue();
    double expected = Double.parseDouble(matcher.group(1));
    assertThat(actual).as(name).isCloseTo(expected, Percentage.withPercentage(1e-4));
  }

  private static double hours(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / 3600.0;
  }

  /** Linear interpolation between the closest ranks: type 7 of Hyndman and Fan (1996). */
  private static double quantile(List<Double> sorted, double share) {
    double rank = share * (sorted.size() - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (rank - below) * (sorted.get(above) - sorted.get(below));
  }
}
