// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guard of the API as the POM sets it up: planted changes are compared with the API as it is.
 */
@EnabledIfSystemProperty(named = "millrace.maven", matches = ".+")
class ApiGuardIT {
  private static final Path SOURCES = Path.of("src", "main", "java");

  @TempDir Path folder;
  private Path old;

  @BeforeEach
  void packTheApiAsItIs() throws IOException {
    old = jar("old.jar", Map.of());
  }

  /** What the guard came to. */
  private record Outcome(int exit, String output) {}

  @Test
  void shouldLetAdditionsPass() throws Exception {
    Path grown =
        jar(
            "grown.jar",
            Map.of(
                "io/millrace/plugin/port/FactSource.java",
                "default int weight() { return 1; }",
                "io/millrace/plugin/Contributions.java",
                "Contributions somethingElse(Runnable port);"));

    Outcome outcome = guard(grown);

    assertThat(outcome.exit()).as(outcome.output()).isZero();
  }

  @Test
  void shouldRefuseAPortThatAsksForMore() throws Exception {
    Path grown =
        jar("port.jar", Map.of("io/millrace/plugin/port/FactSource.java", "int weight();"));

    Outcome outcome = guard(grown);

    assertThat(outcome.exit()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("FactSource").contains("METHOD_ADDED_TO_INTERFACE");
  }

  @Test
  void shouldRefuseWhatTakesSomethingAway() throws Exception {
    Path shrunk = jar("shrunk.jar", Map.of("io/millrace/model/Caller.java", ""));

    Outcome outcome = guard(shrunk);

    assertThat(outcome.exit()).as(outcome.output()).isNotZero();
    assertThat(outcome.output()).contains("Caller").contains("METHOD_REMOVED");
  }

  private Outcome guard(Path changed) throws IOException, InterruptedException {
    Path maven = Path.of(requireNonNull(System.getProperty("millrace.maven")), "bin", "mvn");
    String plugin = "com.github.siom79.japicmp:japicmp-maven-plugin:cmp@";
    List<String> command =
        List.of(
            maven.toString(),
            "--offline",
            "--batch-mode",
            "-Dmaven.repo.local=" + System.getProperty("millrace.maven.repository"),
            "-Dapi.guard.skip=false",
            "-Dapi.guard.old=" + old,
            "-Dapi.guard.new=" + changed,
            "jar:jar", // the guard wants to know the project's own file
            plugin + "what-hosts-implement",
            plugin + "what-hosts-call");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("Maven came to an end").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }

  /**
   * Compiles the API with changes and packs it.
   *
   * @param changes a member to add, by file; an empty one takes {@code actor(String)} away
   */
  private Path jar(String name, Map<String, String> changes) throws IOException {
    Path sources = Files.createDirectory(folder.resolve(name + "-sources"));
    Path classes = Files.createDirectory(folder.resolve(name + "-classes"));
    List<String> arguments =
        new ArrayList<>(List.of("-d", classes.toString(), "-cp", library().toString()));
    for (Path file : files(SOURCES, ".java")) {
      String path = SOURCES.relativize(file).toString().replace('\\', '/');
      if (path.equals("module-info.java")) {
        continue;
      }
      Path copy = sources.resolve(path);
      Files.createDirectories(requireNonNull(copy.getParent()));
      Files.writeString(copy, changed(Files.readString(file), changes.get(path)));
      arguments.add(copy.toString());
    }
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));
    assertThat(result).as("compiled " + name).isZero();
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      for (Path file : files(classes, ".class")) {
        packed.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
        packed.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private static String changed(String source, @Nullable String member) {
    if (member == null) {
      return source;
    }
    if (member.isEmpty()) {
      String removed = source.replaceFirst("(?s)public static Caller actor\\(.*?\\n  }\\n", "");
      assertThat(removed).isNotEqualTo(source);
      return removed;
    }
    int end = source.lastIndexOf('}');
    return source.substring(0, end) + member + "\n}\n";
  }

  private static Path library() {
    try {
      return Path.of(Nullable.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path root, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
