// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.workshop.Backtest;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import io.millrace.rules.workshop.DecisionLogException;
import io.millrace.rules.workshop.DecisionLogReader;
import io.millrace.rules.workshop.PastItem;
import io.millrace.rules.workshop.RecordedChain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an engine decided goes into a log, and a backtest decides it once more. */
class DecisionLogTest {
  private static final int DEMANDS = 200;
  private static final Instant START = TestClock.START;
  private static final Instant END = START.plus(Duration.ofDays(1));
  private static final TestClock CLOCK = new TestClock();

  private static Millrace millrace;
  private static Desk desk;
  private static byte[] log;
  private static List<RecordedChain> chains;

  @BeforeAll
  static void decide() {
    millrace = TestStore.builder().clock(CLOCK).build();
    desk = Desk.ofNewTenant(millrace);
    Desk.ofNewTenant(millrace).submit("X-1"); // another tenant's
    for (int i = 0; i < DEMANDS; i++) {
      desk.submit(
          Demand.builder(id(i))
              .title("The wiki is slow")
              .fact("impact", 1 + i % 5)
              .fact("urgency", 1 + i / 5 % 5)
              .fact("tags", List.of("wiki", "zweite Etage")));
      CLOCK.forward(Duration.ofSeconds(1));
    }
    desk.ops.work().updateFacts(UpdateFacts.of(id(0), Facts.of("impact", 5)));
    log = written(START, END);
    chains = read(log);
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "D-%03d", number);
  }

  private static byte[] written(Instant from, Instant to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    desk.ops.decisions().writeLog(out, from, to);
    return out.toByteArray();
  }

  private static List<RecordedChain> read(byte[] bytes) {
    try (DecisionLogReader reader =
        DecisionLogReader.of("decisions.jsonl", new ByteArrayInputStream(bytes))) {
      List<RecordedChain> all = new ArrayList<>();
      reader.forEachRemaining(all::add);
      return all;
    }
  }

  private static BacktestReport backtest(BuiltInOptions options) {
    try (PolicyPack pack = PolicyPacks.builtIn(options)) {
      Backtest backtest = Backtest.of(pack).build();
      List<PastItem> items =
          chains.stream().flatMap(chain -> chain.pastItem(backtest.points()).stream()).toList();
      assertThat(items).hasSize(DEMANDS + 1);
      return backtest.run(items);
    }
  }

  @Test
  void shouldFindNoChangeWithTheSamePack() {
    BacktestReport report = backtest(BuiltInOptions.defaults());

    assertThat(report.items()).isEqualTo(DEMANDS + 1);
    assertThat(report.failed()).isZero();
    assertThat(report.changed()).isZero();
    assertThat(level(report).compared()).isEqualTo(DEMANDS + 1);
  }

  @Test
  void shouldFindWhatAnotherMatrixChanges() {
    BuiltInOptions other =
        BuiltInOptions.builder().matrix(PriorityMatrices.named("servicenow")).build();
    long expected;
    try (PolicyPack pack = PolicyPacks.builtIn(other)) {
      expected =
          chains.stream()
              .filter(
                  chain ->
                      !pack.decide(DecisionPoint.PRIORITY, chain.facts(), chain.at())
                          .output("level", "none")
                          .equals(chain.outputs().get("priority_level")))
              .count();
    }

    BacktestReport report = backtest(other);

    assertThat(level(report).changed()).isEqualTo(expected).isPositive();
  }

  private static BacktestOutput level(BacktestReport report) {
    return report.outputs().stream()
        .filter(output -> output.point().equals(DecisionPoint.PRIORITY))
        .filter(output -> output.output().equals("level"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldWriteALineForEachChainInOrder() {
    assertThat(chains).hasSize(DEMANDS + 1);
    assertThat(chains).extracting(RecordedChain::at).isSorted();
    RecordedChain first = chains.get(0);
    assertThat(first.item()).isEqualTo(id(0));
    assertThat(first.points())
        .containsExactly(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE,
            DecisionPoint.ROUTING);
    assertThat(first.facts().values())
        .containsEntry("impact", 1L)
        .containsEntry("title", "The wiki is slow")
        .containsEntry("tags", List.of("wiki", "zweite Etage"));
    assertThat(first.outputs()).containsKeys("classification_kind", "priority_level");
    assertThat(first.pack()).isEqualTo(desk.ops.decisions().ofItem(id(0)).get(0).decision().pack());
    RecordedChain update = chains.get(DEMANDS);
    assertThat(update.item()).isEqualTo(id(0));
    assertThat(update.points()).doesNotContain(DecisionPoint.ROUTING);
    assertThat(update.facts().values()).containsEntry("impact", 5L);
  }

  @Test
  void shouldKeepToThePeriod() {
    List<RecordedChain> some =
        read(written(START.plus(Duration.ofSeconds(10)), START.plus(Duration.ofSeconds(13))));

    assertThat(some).extracting(RecordedChain::item).containsExactly(id(10), id(11), id(12));
    assertThat(written(END, END)).isEmpty();
  }

  @Test
  void shouldTellHowManyLinesAreWritten() {
    List<Long> heard = new ArrayList<>();

    long lines =
        desk.ops.decisions().writeLog(OutputStream.nullOutputStream(), START, END, heard::add);

    assertThat(lines).isEqualTo(DEMANDS + 1);
    assertThat(heard).endsWith(lines);
  }

  @Test
  void shouldLetAFailingStreamThrough() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("the disk is full");
          }
        };

    assertThatThrownBy(() -> desk.ops.decisions().writeLog(full, START, END))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the disk is full");
    assertThat(written(START, END)).isEqualTo(log);
  }

  @Test
  void shouldReportABadLineWithItsNumberAndGoOn() {
    String[] lines = new String(log, StandardCharsets.UTF_8).split("\n");
    lines[6] = lines[6].substring(0, 30);
    byte[] broken = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);

    try (DecisionLogReader reader =
        DecisionLogReader.of("decisions.jsonl", new ByteArrayInputStream(broken))) {
      for (int i = 0; i < 6; i++) {
        reader.next();
      }
      assertThatThrownBy(reader::next)
          .isInstanceOfSatisfying(
              DecisionLogException.class, e -> assertThat(e.line()).isEqualTo(7))
          .hasMessageStartingWith(
              "Expected line 7 of the decision log 'decisions.jsonl' to be JSON, but ");
      assertThat(reader.next().item()).isEqualTo(id(7));
    }
  }
}
