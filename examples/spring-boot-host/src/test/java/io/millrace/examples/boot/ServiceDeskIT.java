package io.millrace.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar in a process of its own, as it is delivered, on a JRE without a compiler. */
class ServiceDeskIT {
  private static final Path JAR = Path.of("target", "service-desk.jar").toAbsolutePath();

  @TempDir private static Path jre;
  @TempDir private Path folder;

  @BeforeAll
  static void makeARuntime() {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int code =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            "java.se,jdk.crypto.ec,jdk.unsupported",
            "--output",
            runtime().toString());

    assertThat(code).isZero();
    assertThat(runtime().resolve("bin/javac")).doesNotExist();
  }

  private static Path runtime() {
    return jre.resolve("runtime");
  }

  private record Ended(int code, String output) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(runtime().resolve("bin/java").toString());
    command.addAll(List.of("-Xmx512m", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    File output = folder.resolve("output.txt").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroyForcibly();
    String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertThat(ended).as(text).isTrue();
    return new Ended(process.exitValue(), text);
  }

  @Test
  void shouldPrintThePriorityOfAnIncidentAndWhy() throws Exception {
    Ended ended = run("--logging.level.root=info");

    assertThat(ended.output())
        .contains("Priority 2 - High", "cell: impact 2 - High | urgency 1 - Major")
        .doesNotContain("ERROR");
    assertThat(ended.code()).as(ended.output()).isZero();
  }

  @Test
  void shouldShareATransactionAndTellAfterItsCommit() throws Exception {
    Ended ended = run("--spring.profiles.active=one-transaction");

    assertThat(ended.output())
        .contains(
            "Inside: [T-1]",
            "Rolled back: the customer is unknown",
            "Inside: [T-2]",
            "Tickets: [T-2]",
            "Work items: [T-2] and INC-1",
            "Told: WORK_ITEM_SUBMITTED T-2")
        .doesNotContain("Told: WORK_ITEM_SUBMITTED T-1");
    assertThat(ended.output().indexOf("Inside: [T-2]"))
        .isLessThan(ended.output().indexOf("Told: WORK_ITEM_SUBMITTED T-2"));
    assertThat(ended.code()).isZero();
  }

  @Test
  void shouldRunAPluginThatKnowsNothingOfSpring() throws Exception {
    Ended ended = run("--spring.profiles.active=cmdb");

    assertThat(ended.output()).contains("With the CMDB: priority 2 - High");
    assertThat(ended.code()).isZero();
  }

  @Test
  void shouldNotStartWithASettingThatDoesNotExist() throws Exception {
    Ended ended = run("--millrace.handlers.treads=8");

    assertThat(ended.code()).isNotZero();
    assertThat(ended.output()).contains("millrace.handlers.treads");
  }
}
