// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made from models and checks by the profile {@code modeler} is made from those of now. */
class DerivedFilesTest {
  private static final String ADVICE =
      "run mvn -Pmodeler -pl bpmn-models -am verify -Dmillrace.update-docs=true";
  private static final Path AXLE =
      Path.of("..", "examples", "axle", "src", "main", "resources", "axle");

  static Stream<Path> models() throws IOException {
    try (Stream<Path> builtIn = Files.list(Path.of("src", "main", "resources", "value-streams"));
        Stream<Path> axle = Files.list(AXLE)) {
      List<Path> all = Stream.concat(builtIn, axle).filter(DerivedFilesTest::isModel).toList();
      return all.stream();
    }
  }

  private static boolean isModel(Path file) {
    return file.toString().endsWith(".bpmn");
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldHaveAPictureOfTheModelAsItIs(Path file) throws IOException {
    // given
    String name = String.valueOf(file.getFileName());
    String digest = new StreamModel(name, Files.readAllBytes(file)).digest();

    // when
    Path picture = Path.of("..", "docs", "streams", name.replace(".bpmn", ".svg"));

    // then
    assertThat(picture).as(ADVICE).exists();
    assertThat(Files.readString(picture)).as(ADVICE).contains(digest);
  }

  @Test
  void shouldGiveTheLintPluginTheChecksAsTheyAre() throws IOException {
    // when
    Path copy = Path.of("modeler", "bpmnlint-plugin-millrace", "checks.json");

    // then
    assertThat(copy)
        .as(ADVICE)
        .hasSameTextualContentAs(
            Path.of("src", "main", "resources", "io", "millrace", "bpmn", "checks.json"));
  }
}
