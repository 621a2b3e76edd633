// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Writes down what the checks find in the models of the tests and in those that ship, for the test
 * of the lint plugin: it has to find the same.
 */
class ModelerFindingsTest {
  private static final Path FILE = Path.of("target/modeler/findings.json");
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("src/test/resources/checks"),
          Path.of("src/test/resources/element-templates"),
          Path.of("src/main/resources/value-streams"),
          Path.of("../examples"),
          Path.of("target/modeler/mutants"));

  private static final Path MUTANTS = Path.of("target/modeler/mutants");

  /** Of each model that ships. */
  private static final int MUTANTS_EACH = 15;

  /** Another one gives other mutants. */
  private static final long SEED = Long.getLong("millrace.seed", 4);

  /** Knows no handler but Millrace's own, one decision point and one stream. */
  private static final Installation SMALL =
      Installation.unknown()
          .withHandlers(List.of())
          .withDecisionPoints(List.of("priority"))
          .withStreams(List.of("resolve-issue"));

  private final ObjectMapper json = new ObjectMapper();

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldWriteDownWhatTheChecksFind() throws IOException {
    // given
    System.out.println("Mutants of the models: -Dmillrace.seed=" + SEED);
    writeMutants();
    ObjectNode findings = json.createObjectNode();

    // when
    for (Path file : models()) {
      byte[] content = Files.readAllBytes(file);
      ObjectNode of = findings.putObject(file.toString().replace('\\', '/'));
      of.put("digest", new StreamModel(file.toString(), content).digest());
      of.set("alone", findings(file, content, Installation.unknown()));
      of.set("installed", findings(file, content, SMALL));
    }
    Files.createDirectories(FILE.getParent());
    json.writerWithDefaultPrettyPrinter().writeValue(FILE.toFile(), findings);

    // then
    assertThat(json.readTree(FILE.toFile()).size()).isEqualTo(models().size());
    assertThat(findings.at("/src~1main~1resources~1value-streams~1restore-live-service.bpmn/alone"))
        .isInstanceOf(ArrayNode.class);
  }

  /** Models with faults that nobody thought of. */
  private static void writeMutants() throws IOException {
    Mutants mutants = new Mutants(SEED);
    Files.createDirectories(MUTANTS);
    for (ValueStream stream : ValueStreams.builtIn()) {
      String model = new String(stream.model().bytes(), StandardCharsets.UTF_8);
      for (int i = 1; i <= MUTANTS_EACH; i++) {
        Files.writeString(MUTANTS.resolve(stream.key() + "-" + i + ".bpmn"), mutants.spoil(model));
      }
    }
  }

  private ArrayNode findings(Path file, byte[] content, Installation installation) {
    ArrayNode found = json.createArrayNode();
    for (ModelProblem problem :
        ValueStreams.check(file.getFileName().toString(), content, installation).problems()) {
      found
          .addObject()
          .put("check", problem.check())
          .put("element", problem.element())
          .put("severity", problem.severity().name().toLowerCase(Locale.ROOT));
    }
    return found;
  }

  private static List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>();
    for (Path folder : FOLDERS) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files
              .filter(file -> file.toString().endsWith(".bpmn"))
              .filter(file -> !folder.relativize(file).toString().contains("target"))
              .sorted()
              .forEach(models::add);
        }
      }
    }
    return models;
  }
}
