// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The element templates as far as Java sees them. That they are valid, and what Camunda Modeler
 * makes of them, is tested in {@code modeler}: the models here are what it saved.
 */
class ElementTemplatesTest {
  private static final Path MODELS = Path.of("src/test/resources/element-templates");

  /** What depends on the rest of the stream. */
  private static final Set<String> LEFT_TO_THE_DESIGNER = Set.of("approves-undecided");

  @Test
  void shouldGiveEveryTemplateAnIdOfItsOwnAndAVersion() {
    // given
    List<JsonNode> templates = templates();

    // then
    assertThat(templates).hasSizeGreaterThanOrEqualTo(8);
    assertThat(templates)
        .allSatisfy(
            template -> {
              assertThat(template.get("id").asText()).matches("io\\.millrace\\.[a-z]+(-[a-z]+)*");
              assertThat(template.get("version").asInt()).isEqualTo(1);
            });
    assertThat(templates.stream().map(template -> template.get("id").asText()))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldOfferExactlyThePropertiesThatAreRead() {
    // given
    Set<String> read = new TreeSet<>();
    json("/io/millrace/bpmn/checks.json")
        .at("/vocabulary/properties")
        .forEach(names -> names.forEach(name -> read.add(name.asText())));

    // then
    assertThat(read).contains("stepNumber", "reminder");
    assertThat(bindings(binding -> binding.at("/type").asText().equals("camunda:property")))
        .isEqualTo(read);
  }

  @Test
  void shouldChangeOnlyAttributesThatModelsMayHave() {
    // then
    assertThat(bindings(binding -> !binding.at("/type").asText().equals("camunda:property")))
        .containsExactlyInAnyOrder(
            "isExecutable",
            "camunda:type",
            "camunda:topic",
            "calledElement",
            "camunda:delegateExpression",
            "cancelActivity");
  }

  @Test
  void shouldOfferTheChoicesThatAreRead() {
    // given
    Map<String, List<String>> labels =
        Map.of(
            "activity", labels(ValueChainActivity.values(), ValueChainActivity::label),
            "control", labels(Control.values(), Control::label),
            "milestone", labels(Milestone.values(), Milestone::label),
            "until", labels(Milestone.values(), Milestone::label),
            "becomes", labels(Kind.values(), ElementTemplatesTest::label),
            "valueAdding", List.of("true", "false"));

    // then
    labels.forEach(
        (property, expected) ->
            assertThat(fields(property))
                .as(property)
                .isNotEmpty()
                .allSatisfy(
                    field -> assertThat(choices(field)).containsExactlyElementsOf(expected)));
  }

  @Test
  void shouldOfferDecisionPointsThatThereAre() {
    // given
    List<JsonNode> fields =
        fields("decisionPoint").stream().filter(field -> field.has("choices")).toList();

    // then
    assertThat(fields).hasSize(1);
    assertThat(choices(fields.get(0)))
        .contains(
            DecisionPoint.CLASSIFICATION.name(),
            DecisionPoint.CHANGE_GUARDRAIL.name(),
            DecisionPoint.REQUEST_MODEL.name())
        .allSatisfy(name -> assertThat(new DecisionPoint(name).name()).isEqualTo(name));
  }

  @Test
  void shouldHaveAModelForEveryTemplate() {
    // given
    List<String> expected =
        templates().stream()
            .map(template -> template.get("id").asText().replace("io.millrace.", "") + ".bpmn")
            .toList();

    // then
    assertThat(models().map(path -> path.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldMakeAValueStreamOfABlankDiagram(Path model) throws IOException {
    // given
    String name = model.getFileName().toString();
    byte[] content = Files.readAllBytes(model);

    // when
    CheckReport report = ValueStreams.check(name, content, Installation.unknown());

    // then
    assertThat(report.problems())
        .filteredOn(problem -> problem.severity() != Severity.INFO)
        .filteredOn(problem -> !LEFT_TO_THE_DESIGNER.contains(problem.check()))
        .isEmpty();
  }

  @Test
  void shouldTakeAFieldThatIsLeftEmptyForAbsent() throws IOException {
    // given: the panel writes empty fields as properties with an empty value
    Path model = MODELS.resolve("human-step.bpmn");
    assertThat(Files.readString(model)).contains("name=\"control\" value=\"\"");

    // when
    Step step = ValueStreams.read("human-step.bpmn", Files.readAllBytes(model)).steps().get(0);

    // then
    assertThat(step.control()).isNull();
    assertThat(step.board()).isNull();
    assertThat(step.duties().approves()).isNull();
    assertThat(step.elaboration().valueAdding()).isNull();
    assertThat(step.results()).isEmpty();
  }

  static Stream<Path> models() {
    try (Stream<Path> files = Files.list(MODELS)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> bindings(Predicate<JsonNode> wanted) {
    Set<String> names = new TreeSet<>();
    for (JsonNode template : templates()) {
      for (JsonNode property : template.get("properties")) {
        JsonNode binding = property.get("binding");
        if (wanted.test(binding)) {
          names.add(binding.get("name").asText());
        }
      }
    }
    return names;
  }

  private static List<JsonNode> fields(String property) {
    List<JsonNode> fields = new ArrayList<>();
    for (JsonNode template : templates()) {
      for (JsonNode field : template.get("properties")) {
        if (field.at("/binding/name").asText().equals(property)) {
          fields.add(field);
        }
      }
    }
    return fields;
  }

  /** The values that can be chosen; an empty one stands for none. */
  private static List<String> choices(JsonNode field) {
    List<String> values = new ArrayList<>();
    field.get("choices").forEach(choice -> values.add(choice.get("value").asText()));
    values.remove("");
    return values;
  }

  private static List<JsonNode> templates() {
    List<JsonNode> all = new ArrayList<>();
    json("/element-templates/millrace.json").forEach(all::add);
    return all;
  }

  private static <T> List<String> labels(T[] values, Function<T, String> label) {
    return Arrays.stream(values).map(label).toList();
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static JsonNode json(String resource) {
    try (InputStream in = ElementTemplatesTest.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
