// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.newcomer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From an empty folder, by the words of the README alone. Maven resolves Millrace from what this
 * build has made, and all else from the machine's local repository, which it does not write to.
 */
class NewcomerIT {
  private static final Path README = Path.of("..", "..", "README.md");

  private static final String SETTINGS =
      """
      <settings>
        <localRepository>%s</localRepository>
        <mirrors>
          <mirror>
            <id>this-machine</id>
            <url>%s</url>
            <mirrorOf>*,!this-build</mirrorOf>
          </mirror>
        </mirrors>
        <profiles>
          <profile>
            <id>this-build</id>
            <repositories>
              <repository>
                <id>this-build</id>
                <url>%s</url>
              </repository>
            </repositories>
          </profile>
        </profiles>
        <activeProfiles>
          <activeProfile>this-build</activeProfile>
        </activeProfiles>
      </settings>
      """;

  @TempDir private Path machine;

  @Test
  void shouldPrintThePriorityOfAnIncidentWithItsReasons() throws Exception {
    // given
    Readme readme = Readme.read(README, "A first incident, with Spring Boot");
    assertThat(readme.files())
        .containsOnlyKeys("pom.xml", "src/main/java/com/example/HelpDesk.java")
        .hasEntrySatisfying(
            "pom.xml", pom -> assertThat(pom).contains(property("millrace.version")))
        .hasEntrySatisfying(
            "src/main/java/com/example/HelpDesk.java",
            code -> assertThat(code.lines()).hasSizeLessThanOrEqualTo(30));
    assertThat(readme.text().split("\\s+")).as("ten minutes of reading").hasSizeLessThan(2_000);
    Path folder = Files.createDirectory(machine.resolve("help-desk"));
    for (Map.Entry<String, String> file : readme.files().entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    Path settings = machine.resolve("settings.xml");
    write(
        settings,
        SETTINGS.formatted(
            machine.resolve("repository"),
            Path.of(property("millrace.repository")).toUri(),
            Path.of("target", "repository").toAbsolutePath().toUri()));
    write(folder.resolve(".mvn/maven.config"), "--settings\n" + settings + "\n");

    // when
    String printed = run(folder, readme.commands());

    // then
    assertThat(printed).containsSubsequence(readme.output().split("\\.\\.\\.\\n"));
    assertThat(printed).doesNotContain("ERROR", "Exception");
  }

  private static String run(Path folder, String commands) throws IOException, InterruptedException {
    File output = folder.resolve("output.txt").toFile();
    ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", commands);
    Map<String, String> environment = builder.environment();
    String java = property("java.home");
    environment.keySet().removeIf(name -> name.startsWith("MAVEN_"));
    environment.put("JAVA_HOME", java);
    environment.put(
        "PATH",
        String.join(
            File.pathSeparator,
            java + "/bin",
            property("millrace.maven") + "/bin",
            environment.getOrDefault("PATH", "")));
    Process process =
        builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output).start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    String printed = Files.readString(output.toPath(), StandardCharsets.UTF_8);
    assertThat(ended).as(printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String property(String name) {
    return Objects.requireNonNull(System.getProperty(name), name);
  }
}
