// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar, as people start it: in a JVM of its own, with nothing else on the path. */
final class MillraceJarIT {
  @TempDir Path folder;

  @Test
  void shouldBacktestAServiceNowLog() throws Exception {
    Path html = folder.resolve("report.html");
    Path json = folder.resolve("report.json");
    Object[] backtest = {"policy", "backtest", "--log", MadeTickets.serviceNow(folder)};
    Run run =
        run(backtest, "--new", "matrix:servicenow", "--html", html, "--json", json, "--quiet");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("Priority +5 +3 +60.0% +2 +1")
        .endsWith("JSON: " + json + "\nPage: " + html + "\n");
    assertThat(Files.readString(html)).contains("<h2>Priority: from old to new</h2>");
    assertThat(Files.readString(json)).contains("\"report_version\" : 1");
  }

  @Test
  void shouldBacktestTicketsWithAMapping() throws Exception {
    Path mapping = MadeTickets.mapping(folder);
    Object[] backtest = {"policy", "backtest", "--log", MadeTickets.tickets(folder)};
    Run run = run(backtest, "--mapping", mapping, "--old", "built-in", "--new", "matrix:itop");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("old  built-in: millrace-built-in", "tickets.csv (csv)");
    assertThat(run.err()).contains("3/3 items");
  }

  @Test
  void shouldRefuseWithoutATrace() throws Exception {
    Path log = folder.resolve("none.csv");
    Run run = run(new Object[] {"policy", "backtest", "--log", log}, "--new", "built-in");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Expected log '" + log + "' to be a file, but there is none.\nMaybe check")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldTellItsVersion() throws Exception {
    Run run = run(new Object[] {"--version"});
    assertThat(run.out()).matches("millrace \\d+\\.\\d+\\.\\d+\\S*\n");
    assertThat(run(new Object[] {"--help"}).out()).contains("Usage: millrace", "policy");
  }

  @Test
  void shouldLeaveNoWorkFilesBehind() throws Exception {
    Path log = MadeTickets.serviceNow(folder);
    run(new Object[] {"policy", "backtest", "--log", log}, "--new", "built-in", "--quiet");
    try (var files = Files.list(Files.createDirectories(folder.resolve("tmp")))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("millrace-log"));
    }
  }

  private Run run(Object[] first, Object... more) throws IOException, InterruptedException {
    return JarRun.of(folder, first, more);
  }
}
