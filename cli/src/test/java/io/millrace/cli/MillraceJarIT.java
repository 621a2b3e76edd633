package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar, as people start it: in a JVM of its own, with nothing else on the path. */
final class MillraceJarIT {
  private static final Path JAR = Path.of("target", "millrace.jar");

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

  /** Also in a locale whose letters and digits are other ones. */
  private Run run(Object[] first, Object... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.language=tr");
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
    Arrays.stream(first).map(Object::toString).forEach(command::add);
    Arrays.stream(more).map(Object::toString).forEach(command::add);
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("JAVA_") || name.startsWith("JDK_"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Run(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
