// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a whole: what it prints and writes for small logs, and how it refuses. */
final class BacktestCommandTest {
  @TempDir Path folder;

  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void shouldCompareWithWhatTheLogRecords() {
    Run run = backtest(MadeTickets.serviceNow(folder), "--new", "matrix:servicenow");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            Backtest of 5 items, opened from 4 Mar 2024 to 18 Mar 2024 (UTC)
              log  incidents.csv (servicenow)
              old  as recorded in the log
              new  matrix:servicenow: millrace-built-in 1.0 (""")
        .contains(
            """
            What changes
                            compared  changed   share  higher  lower
              Category             5        0    0.0%
              Priority             5        3   60.0%       2      1
              Team                 4        4  100.0%
              Any of these         5        4   80.0%
            """)
        .contains(
            """
            Priority: old (down) by new (across)
                            1 - Critical  2 - High  3 - Moderate  4 - Low  total
              1 - Critical             .         .             1        .      1
              3 - Moderate             .         .             1        .      1
              4 - Low                  1         1             .        1      3
              total                    1         1             2        1      5
            """)
        .contains(
            "INC3  2024-03-05 07:00  4 - Low -> 1 - Critical (+3)\n      new: impact 1 - High")
        .contains(
            """
            Class of service: items
                        new  new a week
              STANDARD    5         2.5
            """);
  }

  @Test
  void shouldPrintTheSameTwice() {
    Path log = MadeTickets.serviceNow(folder);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String first = backtest(log, "--new", "matrix:servicenow").out();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
      assertThat(backtest(log, "--new", "matrix:servicenow").out()).isEqualTo(first);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void shouldMakeTextOfTheLogHarmless() throws IOException {
    Path log = MadeTickets.serviceNow(folder);
    Path html = folder.resolve("report.html");
    Run run = backtest(log, "--new", "matrix:servicenow", "--html", html);
    assertThat(run.out()).contains("<b>INC5\\u001b[31m").doesNotContain("\u001b");
    assertThat(Files.readString(html))
        .contains("&lt;b&gt;INC5\\u001b[31m", "&lt;i&gt;")
        .doesNotContain("<b>INC5", "<i>", "\u001b", "http:", "https:", "<script", "style=\"");
  }

  @Test
  void shouldWriteAPageWithAllItsParts() throws IOException {
    Path html = folder.resolve("report.html");
    backtest(MadeTickets.serviceNow(folder), "--new", "matrix:servicenow", "--html", html);
    assertThat(Files.readString(html))
        .contains("<h1>matrix:servicenow <span>against</span> what was recorded</h1>")
        .contains("<dt>Priority changes</dt><dd><b>60.0%</b> <span>2 higher, 1 lower</span>")
        .contains("<h2>Priority: from old to new</h2>", "<h2>Team: load</h2>")
        .contains("<td class=\"s6\">1</td>", "<span class=\"up\">▲ 3</span>")
        .contains("prefers-color-scheme: dark", "<svg viewBox=")
        .endsWith("</html>\n");
  }

  @Test
  void shouldWriteJsonAsItsSchemaSays() throws IOException {
    Path json = folder.resolve("report.json");
    Path log = MadeTickets.serviceNow(folder);
    backtest(log, "--new", "matrix:servicenow", "--json", json);
    String recorded = Files.readString(json);
    assertThat(schema().validate(recorded, InputFormat.JSON)).isEmpty();
    backtest(log, "--new", "built-in", "--old", "matrix:glpi", "--json", json);
    String packs = Files.readString(json);
    assertThat(schema().validate(packs, InputFormat.JSON)).isEmpty();
    String broken = packs.replace("\"changed_share\"", "\"share\"");
    assertThat(schema().validate(broken, InputFormat.JSON)).isNotEmpty();

    JsonNode tree = mapper.readTree(recorded);
    assertThat(tree.path("old").isNull()).isTrue();
    assertThat(tree.path("weeks").asDouble()).isEqualTo(2);
    JsonNode level = output(tree, "priority_level");
    assertThat(level.path("changed_share").asDouble()).isEqualTo(0.6);
    assertThat(level.at("/confusion/counts/2").toString()).isEqualTo("[1,1,0,1]");
    assertThat(level.at("/moves/0/item").asText()).isEqualTo("INC3");
    assertThat(level.at("/moves/0/new_reasons/0/cell").asText()).isNotEmpty();
    assertThat(mapper.readTree(packs).at("/old/argument").asText()).isEqualTo("matrix:glpi");
  }

  @Test
  void shouldReadTicketsWithAMapping() throws IOException {
    Path json = folder.resolve("report.json");
    Run run =
        backtest(
            MadeTickets.tickets(folder),
            "--mapping",
            MadeTickets.mapping(folder),
            "--new",
            "matrix:servicenow",
            "--json",
            json);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("opened from 4 Mar 2024 to 11 Mar 2024 (Europe/Berlin)", "tickets.csv (csv)")
        .contains("Team                 3        1  33.3%")
        .contains("T-3  2024-03-11 09:00  logistics -> workplace");
    JsonNode tree = mapper.readTree(Files.readString(json));
    assertThat(tree.path("from").asText()).isEqualTo("2024-03-04T07:00:00Z");
    assertThat(output(tree, "priority_level").path("lowered").asInt()).isEqualTo(1);
    assertThat(output(tree, "routing_team").path("changed").asInt()).isEqualTo(1);
  }

  @Test
  void shouldLetTheZoneOfTheCommandLineWin() {
    Run run =
        backtest(
            MadeTickets.tickets(folder),
            "--mapping",
            MadeTickets.mapping(folder),
            "--zone",
            "Asia/Tokyo",
            "--new",
            "built-in");
    assertThat(run.out()).contains("(Asia/Tokyo)", "T-3  2024-03-11 09:00");
  }

  @Test
  void shouldHideWhatThePoliciesAreToFind() {
    Path log = MadeTickets.tickets(folder);
    Path mapping = MadeTickets.mapping(folder);
    Object[] seen = {"--mapping", mapping, "--new", "built-in"};
    assertThat(backtest(log, seen).out()).contains("names it for the recorded category [");
    Object[] hidden = {"--mapping", mapping, "--new", "built-in", "--hide", "category,impact"};
    assertThat(backtest(log, hidden).out()).contains("names it for the category [");
  }

  @Test
  void shouldAskTheNamedPointsOfTheFirstItems() {
    Path log = MadeTickets.serviceNow(folder);
    Run run = backtest(log, "--new", "built-in", "--points", "priority,routing", "--limit", "2");
    assertThat(run.out()).startsWith("Backtest of 2 items").doesNotContain("Category", "Class of");
  }

  @Test
  void shouldSayWhenNothingChanges() throws IOException {
    Path html = folder.resolve("report.html");
    Path log = MadeTickets.serviceNow(folder);
    Run run = backtest(log, "--new", "built-in", "--old", "built-in", "--html", html);
    assertThat(run.out()).containsPattern("Any of these +5 +0 +0.0%");
    assertThat(Files.readString(html)).contains("Every answer that was compared stays as it is.");
  }

  @Test
  void shouldTellWhatWasLeftOut() {
    Path log = MadeTickets.serviceNow(folder);
    MadeTickets.write(log, read(log) + "INC9,New\n");
    assertRefused(backtest(log, "--new", "built-in"), "to have 14 fields like the header, but it");
    Run run = backtest(log, "--new", "built-in", "--skip-bad-rows");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Bad rows left out: 1. The first:\n  Expected line 9 of log");
  }

  @Test
  void shouldRefuseBadInputWithAdvice() {
    Path log = MadeTickets.serviceNow(folder);
    assertRefused(backtest(log, "--new", "no-pack"), "Expected pack 'no-pack' to be a folder or");
    assertRefused(backtest(log, "--new", "matrix:no"), "a priority matrix to be named default,");
    assertRefused(
        backtest(log, "--new", "built-in", "--format", "pdf"), "'csv' or 'decisions', but it");
    assertRefused(backtest(log, "--new", "built-in", "--format", "csv"), "Expected a mapping for");
    assertRefused(backtest(log, "--new", "built-in", "--zone", "x"), "Expected the zone to be one");
    assertRefused(backtest(log, "--new", "built-in", "--limit", "0"), "Expected the limit to be");
    assertRefused(backtest(log, "--new", "built-in", "--points", "x"), "the decision point 'x'");
    assertRefused(backtest(log, "--new", "built-in", "--html", folder), "but it is a folder.");
    Path nowhere = folder.resolve("no").resolve("report.json");
    assertRefused(backtest(log, "--new", "built-in", "--json", nowhere), "its folder is not there");
    assertRefused(backtest(folder.resolve("none.csv"), "--new", "built-in"), "but there is none.");
    Path mapping = MadeTickets.write(folder.resolve("bad.yaml"), "colums: x\n");
    assertRefused(backtest(log, "--new", "built-in", "--mapping", mapping), "bad.yaml:1: Expected");
  }

  @Test
  void shouldReadAMatrixFromAFile() {
    Path matrix =
        MadeTickets.write(
            folder.resolve("house.csv"),
            """
            matrix,house
            most-important,lowest
            impact / urgency,1 - High,2 - Medium,3 - Low
            1 - High,1 - Critical,2 - High,3 - Moderate
            2 - Medium,2 - High,2 - High,4 - Low
            3 - Low,3 - Moderate,4 - Low,4 - Low
            """);
    Path log = MadeTickets.serviceNow(folder);
    Run run = backtest(log, "--new", "matrix:" + matrix, "--old", "matrix:servicenow");
    assertThat(run.out()).containsPattern("3 - Moderate +\\. +2 +\\.");
    assertThat(run.out()).contains("give 2 - High in the matrix 'house'");
  }

  @Test
  void shouldExplainItsUse() {
    assertThat(Run.of("--help").out()).contains("Usage: millrace", "policy  Works on", "130");
    assertThat(Run.of("policy", "--help").out()).contains("backtest  Compares the answers of two");
    assertThat(Run.of("policy", "backtest", "--help").out())
        .contains("--mapping=FILE", "matrix:servicenow --html");
    assertThat(Run.of("--version").out()).startsWith("millrace ");
    assertThat(Run.of("policy")).returns(2, Run::code);
    assertThat(Run.of("policy", "backtest"))
        .returns(2, Run::code)
        .satisfies(run -> assertThat(run.err()).contains("Missing required options", "--log=LOG"));
  }

  @Test
  void shouldShowProgressUnlessQuiet() {
    Path log = MadeTickets.serviceNow(folder);
    Run run = Run.of("policy", "backtest", "--log", log, "--new", "built-in");
    assertThat(run.err()).contains("Reading 100%", "Deciding 100%", "5/5 items");
  }

  private static void assertRefused(Run run, String part) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Expected ")
        .contains(part)
        .containsPattern("\nMaybe .*\\.\n$")
        .doesNotContain("\tat ", "Exception");
  }

  private static Run backtest(Path log, Object... more) {
    Object[] arguments = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"policy", "backtest", "--quiet", "--log", log}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Run.of(arguments);
  }

  private static JsonNode output(JsonNode report, String variable) {
    for (JsonNode output : report.path("outputs")) {
      if (output.path("variable").asText().equals(variable)) {
        return output;
      }
    }
    throw new AssertionError("No output " + variable);
  }

  private static Schema schema() throws IOException {
    Path file = Path.of("..", "docs", "schema", "backtest-report.schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
