// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.workshop.DecisionLogWriter;
import io.millrace.rules.workshop.RecordedChain;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests of decision logs on the command line. */
final class DecisionLogBacktestTest {
  private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
  private static final List<DecisionPoint> POINTS =
      List.of(
          DecisionPoint.CLASSIFICATION,
          DecisionPoint.PRIORITY,
          DecisionPoint.CLASS_OF_SERVICE,
          DecisionPoint.ROUTING);

  @TempDir Path folder;

  @Test
  void shouldFindNothingWithThePackThatDecided() throws IOException {
    Run run = backtest(log("decisions.jsonl"), "--new", "built-in");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Backtest of 25 items")
        .contains("log  decisions.jsonl (decisions)", "old  as recorded in the log")
        .containsPattern("Any of these +25 +0 +0.0%");
  }

  @Test
  void shouldReadAPackedLogAndFindWhatAnotherMatrixChanges() throws IOException {
    Run run = backtest(log("decisions.jsonl.gz"), "--new", "matrix:servicenow");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsPattern("Priority +25 +[1-9]");
  }

  @Test
  void shouldLeaveOtherDecisionsOut() throws IOException {
    Run run = backtest(log("decisions.jsonl"), "--new", "built-in", "--points", "routing,priority");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("Backtest of 0 items")
        .contains("Lines left out, as they hold other decisions: 25.");
  }

  @Test
  void shouldReportABadLineWithItsNumber() throws IOException {
    Path log = log("decisions.jsonl");
    Files.writeString(log, "{\"v\":1,\"item\":7}\n", StandardOpenOption.APPEND);

    Run run = backtest(log, "--new", "built-in");
    Run skipping = backtest(log, "--new", "built-in", "--skip-bad-rows");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "Expected line 26 of the decision log 'decisions.jsonl' to have an object 'facts', but"
                + " it has none.");
    assertThat(skipping.code()).isZero();
    assertThat(skipping.out())
        .startsWith("Backtest of 25 items")
        .contains("Bad rows left out: 1.", "line 26 of log 'decisions.jsonl'");
  }

  @Test
  void shouldSayWhenThereIsNoLog() {
    Run run = backtest(folder.resolve("none.jsonl"), "--new", "built-in");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("to be readable, but reading failed");
  }

  @Test
  void shouldKeepToTheSchema() throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("../docs/schema/decision-log.schema.json")));

    for (String line : Files.readAllLines(log("decisions.jsonl"))) {
      assertThat(schema.validate(line, InputFormat.JSON)).isEmpty();
    }
    assertThat(schema.validate("{\"v\":2,\"item\":\"D-1\"}", InputFormat.JSON)).isNotEmpty();
  }

  private static Run backtest(Path log, Object... more) {
    Object[] arguments = new Object[more.length + 7];
    Object[] first = {"policy", "backtest", "--quiet", "--format", "decisions", "--log", log};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Run.of(arguments);
  }

  /** What the built-in pack answers to every impact and urgency. */
  private Path log(String name) throws IOException {
    Path log = folder.resolve(name);
    try (OutputStream file = Files.newOutputStream(log);
        OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file;
        DecisionLogWriter writer = new DecisionLogWriter(out);
        PolicyPack pack = PolicyPacks.builtIn()) {
      for (int i = 0; i < 25; i++) {
        writer.write(chain(pack, i));
      }
    }
    return log;
  }

  private static RecordedChain chain(PolicyPack pack, int number) {
    Instant at = START.plusSeconds(number);
    Facts facts =
        Facts.builder()
            .put("id", "D-" + number)
            .put("title", "The wiki is slow")
            .put("impact", 1 + number % 5)
            .put("urgency", 1 + number / 5)
            .missing("service", "the CMDB is down")
            .build();
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Decision decision : pack.decide(POINTS, facts, at)) {
      decision
          .outputs()
          .forEach((name, value) -> outputs.put(decision.point().variable(name), value));
    }
    return new RecordedChain("D-" + number, at, POINTS, facts, outputs, pack.ref());
  }
}
