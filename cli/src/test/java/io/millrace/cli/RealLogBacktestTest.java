// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.logs.LogEvent;
import io.millrace.logs.ProgressListener;
import io.millrace.logs.ReadOptions;
import io.millrace.logs.SortedLog;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.workshop.Backtest;
import io.millrace.rules.workshop.BacktestLoad;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import io.millrace.rules.workshop.PastItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backtests on the real logs that lie beside the project; skipped where they are absent. The
 * figures were counted independently of this code, from the first and the last row of each
 * incident.
 */
final class RealLogBacktestTest {
  private static final Path DATA = Path.of("..", "..", "shared", "data");
  private static final List<String> LEVELS =
      List.of("1 - Critical", "2 - High", "3 - Moderate", "4 - Low");

  @TempDir Path work;

  @Test
  void shouldCountWhatChangesInTheServiceNowLog() {
    try (SortedLog log = open("servicenow-incidents", "incident_event_log_even.csv.gz");
        PolicyPack pack = pack("servicenow")) {
      PastItems items = new PastItems(log, Set.of(), Long.MAX_VALUE);
      BacktestReport report = Backtest.of(pack).build().run(items);
      assertThat(report.items()).isEqualTo(12_438);
      assertThat(report.failed()).isZero();
      BacktestOutput level = report.findOutput("priority_level").orElseThrow();
      assertThat(level.compared()).isEqualTo(12_438);
      assertThat(level.changed()).isEqualTo(198);
      assertThat(level.raised()).isEqualTo(40);
      assertThat(level.lowered()).isEqualTo(158);
      assertThat(level.confusion().oldValues()).isEqualTo(LEVELS);
      assertThat(level.confusion().newValues()).isEqualTo(LEVELS);
      assertThat(level.confusion().counts())
          .containsExactly(
              List.of(61L, 5L, 75L, 2L),
              List.of(3L, 145L, 71L, 0L),
              List.of(13L, 6L, 11_669L, 5L),
              List.of(5L, 2L, 11L, 365L));
      assertThat(level.moves()).hasSize(20);
      assertThat(level.moves().subList(0, 7))
          .allSatisfy(move -> assertThat(Math.abs(move.ranks())).isEqualTo(3));
      BacktestOutput team = report.findOutput("routing_team").orElseThrow();
      assertThat(team.compared()).isEqualTo(12_438 - 1_085);
      assertThat(team.load())
          .extracting(BacktestLoad::value, BacktestLoad::oldItems)
          .contains(tuple("Group 70", 4_731L));
    }
  }

  /**
   * The recorded priority is a function of impact and urgency; so an incident in which neither
   * changed keeps its priority.
   */
  @Test
  void shouldKeepThePriorityWhereImpactAndUrgencyDidNotChange() {
    try (SortedLog log = open("servicenow-incidents", "incident_event_log_even.csv.gz");
        PolicyPack pack = pack("servicenow")) {
      Map<String, Set<String>> cells = new HashMap<>();
      log.forEach(
          event -> cells.computeIfAbsent(event.itemId(), id -> new HashSet<>()).add(cell(event)));
      PastItems all = new PastItems(log, Set.of(), Long.MAX_VALUE);
      Iterable<PastItem> constant =
          () ->
              StreamSupport.stream(all.spliterator(), false)
                  .filter(item -> cells.getOrDefault(item.id(), Set.of()).size() == 1)
                  .iterator();
      BacktestReport report = Backtest.of(pack).build().run(constant);
      assertThat(report.items()).isEqualTo(12_232);
      BacktestOutput level = report.findOutput("priority_level").orElseThrow();
      assertThat(level.compared()).isEqualTo(12_232);
      assertThat(level.changed()).isZero();
    }
  }

  @Test
  void shouldReadTheVolvoLog() {
    try (SortedLog log = open("volvo-incidents", "07_bpic2013_incidents.xes.gz");
        PolicyPack pack = pack("servicenow")) {
      PastItems items = new PastItems(log, Set.of(), Long.MAX_VALUE);
      BacktestReport report = Backtest.of(pack).build().run(items);
      assertThat(report.items()).isEqualTo(7_554);
      assertThat(report.failed()).isZero();
      BacktestOutput level = report.findOutput("priority_level").orElseThrow();
      assertThat(level.compared()).isZero();
      // The log has no urgency, and the matrix no impact "Major" (3 items): both count as medium.
      assertThat(level.load())
          .extracting(BacktestLoad::value, BacktestLoad::newItems)
          .startsWith(
              tuple("2 - High", 261L), tuple("3 - Moderate", 4_048L), tuple("4 - Low", 3_245L));
      assertThat(report.findOutput("routing_team").orElseThrow().load())
          .extracting(BacktestLoad::value, BacktestLoad::oldItems)
          .contains(tuple("S42", 856L), tuple("G96", 829L));
    }
  }

  private static String cell(LogEvent event) {
    return event.attributes().get("impact") + " | " + event.attributes().get("urgency");
  }

  private static PolicyPack pack(String matrix) {
    return PolicyPacks.builtIn(
        BuiltInOptions.builder().matrix(PriorityMatrices.named(matrix)).build());
  }

  private SortedLog open(String folder, String file) {
    Path log = DATA.resolve(folder).resolve(file);
    assumeTrue(Files.exists(log), "The real log '" + log + "' is not beside the project");
    return SortedLog.prepare(log, ReadOptions.defaults(), work, ProgressListener.none());
  }
}
