// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of examples holds every example, and nothing that is not there. */
class IndexTest {
  private static final Path EXAMPLES = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)\\)");
  private static final Pattern RUN =
      Pattern.compile("-Dexample=(\\S+) -pl examples/(\\S+) -am package");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(EXAMPLES.resolve("README.md")).stream()
        .filter(line -> line.startsWith("| ") && line.contains("]("))
        .toList();
  }

  private static List<Path> links() throws IOException {
    return rows().stream()
        .flatMap(row -> LINK.matcher(row).results())
        .map(link -> EXAMPLES.resolve(link.group(1)).normalize())
        .toList();
  }

  @Test
  void shouldListEveryFolderAndEveryMain() throws IOException {
    // given
    List<Path> links = links();

    // when
    List<Path> folders;
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      folders = all.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList();
    }

    // then
    for (Path folder : folders) {
      assertThat(links)
          .as("the folder %s is in examples/README.md", folder)
          .anyMatch(link -> link.startsWith(folder.normalize()));
      for (Path main : mains(folder)) {
        assertThat(links).as("examples/README.md links the main").contains(main.normalize());
      }
    }
  }

  private static List<Path> mains(Path folder) throws IOException {
    Path sources = folder.resolve("src/main/java");
    if (!Files.exists(sources)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(sources)) {
      return all.filter(file -> file.toString().endsWith(".java"))
          .filter(IndexTest::isMain)
          .toList();
    }
  }

  private static boolean isMain(Path file) {
    try {
      return Files.readString(file).contains(" static void main(String[]");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNameFilesAndMainsThatExist() throws IOException {
    assertThat(links()).isNotEmpty().allSatisfy(link -> assertThat(link).exists());
    for (String row : rows()) {
      assertThat(row.split(" \\| ")).as("four cells: %s", row).hasSize(4);
      assertThat(row).as("one command").containsOnlyOnce("`mvn -q -ntp ");
      for (MatchResult run : RUN.matcher(row).results().toList()) {
        String main = run.group(1).replace('.', '/') + ".java";
        assertThat(EXAMPLES.resolve(run.group(2)).resolve("src/main/java/io/millrace/examples"))
            .satisfies(sources -> assertThat(sources.resolve(main)).exists());
        assertThat(row).contains(run.group(2) + "/src/main/java/io/millrace/examples/" + main);
      }
    }
  }
}
