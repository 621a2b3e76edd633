// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to spoil a model has its message. */
class ModelProblemsTest {
  @ParameterizedTest(name = "{2}")
  @MethodSource("spoilt")
  void shouldSayWhatIsWrongAndWhatToDo(String piece, String replacement, String problem) {
    // when
    List<ModelProblem> problems = problems(Models.with(piece, replacement));

    // then
    assertThat(problems).extracting(ModelProblem::problem).contains(problem);
    assertThat(problems).allSatisfy(p -> assertThat(p.advice()).isNotBlank().doesNotEndWith("."));
  }

  static Stream<Arguments> spoilt() {
    return Stream.of(
        Arguments.of(
            "isExecutable=\"true\"",
            "isExecutable=\"false\"",
            "Expected one executable process with an id, but found 0."),
        Arguments.of(
            "</process>",
            "</process><process id=\"two\" isExecutable=\"true\" />",
            "Expected one executable process with an id, but found 2."),
        Arguments.of("</definitions>", "", "Expected well-formed XML, but the parser stopped."),
        Arguments.of(
            "<definitions ",
            "<!DOCTYPE definitions [<!ENTITY x 'y'>]><definitions ",
            "Expected no document type, but there is a DOCTYPE."),
        Arguments.of(
            "<endEvent id=\"done\" />",
            "<documentation>" + "<a>".repeat(70) + "</a>".repeat(70) + "</documentation>",
            "Expected elements nested at most 64 deep, with at most 64 attributes and names of at"
                + " most 256 characters, but there is more."),
        Arguments.of(
            "value=\"engage\"",
            "value=\"charm\"",
            "Expected the property 'activity' of 'agree' to be one of plan, improve, engage, design"
                + " and transition, obtain/build, deliver and support, but it is 'charm'."),
        Arguments.of(
            "<c:property name=\"activity\" value=\"engage\" />",
            "",
            "Expected the property 'activity' of 'agree' to be one of plan, improve, engage, design"
                + " and transition, obtain/build, deliver and support, but there is none."),
        Arguments.of(
            "DSK: listen",
            "XYZ: listen",
            "Expected the practices of 'agree' to begin with a practice code, but found 'XYZ'."),
        Arguments.of(
            "PT5M",
            "5 minutes",
            "Expected the property 'targetLeadTime' of 'agree' to be a positive ISO-8601 duration,"
                + " but it is '5 minutes'."),
        Arguments.of(
            "PT5M",
            "-PT5M",
            "Expected the property 'targetLeadTime' of 'agree' to be a positive ISO-8601 duration,"
                + " but it is '-PT5M'."),
        Arguments.of(
            "name=\"stepNumber\" value=\"1\"",
            "name=\"stepNumber\" value=\"first\"",
            "Expected the property 'stepNumber' of 'agree' to be a whole number from 1 to 9999, but"
                + " it is 'first'."),
        Arguments.of(
            "name=\"results\" value=\"yes, no\"",
            "name=\"results\" value=\"yes, not at all\"",
            "Expected the results of 'agree' to be letters and digits, at most 64, but found 'not"
                + " at all'."),
        Arguments.of(
            "<c:property name=\"results\"",
            "<c:property name=\"control\" value=\"lost\" /><c:property name=\"results\"",
            "Expected the property 'control' of 'agree' to be one of stays, passes, either, but it"
                + " is 'lost'."),
        Arguments.of(
            "c:type=\"external\"",
            "c:type=\"shell\"",
            "Expected only service tasks to have a type, and it to be external, but found \"shell\""
                + " at <bpmn:serviceTask>."),
        Arguments.of(
            "id=\"book\"",
            "id=\"book-it\"",
            "Expected the id of a step to be letters and digits, at most 64, but it is 'book-it'."),
        Arguments.of(
            " c:topic=\"booking\"",
            "",
            "Expected the external task 'book' to have a topic, but it has none."),
        Arguments.of(
            " c:type=\"external\" c:topic=\"booking\"",
            "",
            "Expected the step 'book' to be a user task, an external service task, a subprocess or"
                + " a call activity, but it is <bpmn:serviceTask>."),
        Arguments.of(
            "<endEvent id=\"done\" />",
            "<endEvent id=\"done\" /><userTask id=\"lost\" />",
            "Expected 'lost' to be a step or part of one, but it has no stepNumber."),
        Arguments.of(
            "<endEvent id=\"done\" />",
            "<endEvent id=\"agree\" />",
            "Expected the id 'agree' to occur once, but it occurs again."),
        Arguments.of(
            "<c:property name=\"decisionPoint\" value=\"class-of-service\" />",
            "",
            "Expected the property 'decisionPoint' of 'rank' to name a decision point, but there is"
                + " none."),
        Arguments.of(
            "value=\"class-of-service\"",
            "value=\"Class of service\"",
            "Expected the property 'decisionPoint' of 'rank' to name a decision point, but it is"
                + " 'Class of service'."),
        Arguments.of(
            " c:delegateExpression=\"${millrace.decide}\"",
            "",
            "Expected the decision 'rank' to be made by ${millrace.decide}, but it is not."),
        Arguments.of(
            "name=\"milestone\" value=\"closed\"",
            "name=\"milestone\" value=\"halfway\"",
            "Expected the property 'milestone' of 'booked' to be one of resolved, closed, but it is"
                + " 'halfway'."),
        Arguments.of(
            "intermediateThrowEvent",
            "manualTask",
            "Expected the milestone 'booked' to be an intermediate throw event, but it is"
                + " <bpmn:manualTask>."),
        Arguments.of(
            " messageRef=\"m\"",
            "",
            "Expected the start 'called' to be plain or to wait for a named message, but it does"
                + " not."),
        Arguments.of(
            "startEvent",
            "manualTask",
            "Expected the process 'hire' to have a start event, but it has none."),
        Arguments.of(
            " default=\"f5\"",
            "",
            "Expected the gateway 'agreed' to have a default flow, but it has none."),
        Arguments.of(
            "default=\"f5\"",
            "default=\"f4\"",
            "Expected the flow 'f5' to have a condition, but it has none."),
        Arguments.of(
            "${agree_result == 'yes'}",
            "${agree_result.toString()}",
            "Expected a condition that compares variables with texts, but found"
                + " \"${agree_result.toString()}\"."),
        Arguments.of(
            "agree_result == 'yes'",
            "agree_result == 'perhaps'",
            "Expected 'perhaps' to be a result of the step 'agree', but it declares yes, no."),
        Arguments.of(
            "agree_result == 'yes'",
            "book_result == 'yes'",
            "Expected 'yes' to be a result of the step 'book', but it declares none."),
        Arguments.of(
            "agree_result == 'yes'",
            "nobody_result == 'yes'",
            "Expected 'nobody_result' to be the result of a step, but no step is 'nobody'."));
  }

  @Test
  void shouldSayWhatIsNotAllowed() {
    // given
    String model =
        Models.with(
            "<endEvent id=\"done\" />",
            """
            <endEvent id="done" />
            <scriptTask id="s" />
            <manualTask id="t" c:class="x.Y" />
            <manualTask id="u" name="${1}" />
            <manualTask id="v" c:delegateExpression="${a}" />
            <manualTask id="w"><documentation>${1}</documentation></manualTask>
            """);

    // then
    assertThat(problems(model))
        .extracting(ModelProblem::element, ModelProblem::problem)
        .containsExactly(
            tuple("s", "Expected only known BPMN elements, but found <bpmn:scriptTask>."),
            tuple("t", "Expected only known attributes, but found camunda:class=\"x.Y\"."),
            tuple("u", "Expected no expression in name, but found \"${1}\"."),
            tuple(
                "v",
                "Expected a delegate to be ${millrace.decide} of a business rule task, but found"
                    + " \"${a}\"."),
            tuple("w", "Expected no expression in <bpmn:documentation>, but found \"${1}\"."));
  }

  @Test
  void shouldRefuseWhatIsNoXml() {
    assertThat(problems("bikes for hire"))
        .extracting(ModelProblem::problem)
        .containsExactly("Expected well-formed XML, but the parser stopped.");
  }

  @Test
  void shouldRefuseWhatIsNoBpmn() {
    assertThat(problems("<definitions />"))
        .extracting(ModelProblem::problem)
        .containsExactly("Expected BPMN 2.0 definitions, but the root element is <definitions>.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<scriptTask id=\"x\" scriptFormat=\"juel\"><script>${1}</script></scriptTask>",
        "<serviceTask id=\"x\" c:class=\"java.lang.Object\" />",
        "<serviceTask id=\"x\" c:expression=\"${1}\" />",
        "<serviceTask id=\"x\" c:delegateExpression=\"${other.bean}\" />",
        "<serviceTask id=\"x\" c:delegateExpression=\"${millrace.decide}\" />",
        "<serviceTask id=\"x\" xmlns:a=\"http://activiti.org/bpmn\" a:class=\"x.Y\" />",
        "<manualTask id=\"x\" name=\"${1}\" />",
        "<manualTask id=\"x\"><documentation>#{1}</documentation></manualTask>",
        "<manualTask id=\"x\"><extensionElements><c:executionListener class=\"x.Y\" event=\"end\""
            + " /></extensionElements></manualTask>",
        "<manualTask id=\"x\"><extensionElements><c:inputOutput><c:inputParameter"
            + " name=\"n\"><c:script scriptFormat=\"groovy\">1</c:script></c:inputParameter>"
            + "</c:inputOutput></extensionElements></manualTask>",
        "<manualTask id=\"x\"><multiInstanceLoopCharacteristics><completionCondition>${1}"
            + "</completionCondition></multiInstanceLoopCharacteristics></manualTask>",
        "<callActivity id=\"x\" calledElement=\"${a.b()}\" />",
        "<callActivity id=\"x\" calledElement=\"y\"><extensionElements><c:in"
            + " sourceExpression=\"${1}\" target=\"t\" /></extensionElements></callActivity>",
        "<sequenceFlow id=\"x\" sourceRef=\"a\" targetRef=\"b\"><conditionExpression"
            + " language=\"groovy\">1 == 1</conditionExpression></sequenceFlow>",
        "<serviceTask id=\"x\" c:type=\"shell\" />",
        "<endEvent id=\"x\"><messageEventDefinition c:type=\"external\" c:topic=\"t\" /></endEvent>",
        "<businessRuleTask id=\"x\" c:decisionRef=\"d\" />",
        "<sendTask id=\"x\" c:type=\"mail\" />",
        "<import importType=\"x\" location=\"y\" namespace=\"z\" />"
      })
  void shouldRefuseWhatCouldRunCode(String element) {
    // when
    List<ModelProblem> problems =
        problems(Models.with("<endEvent id=\"done\" />", "<endEvent id=\"done\" />" + element));

    // then
    assertThat(problems).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<callActivity id=\"x\" calledElement=\"${child}\"><extensionElements><c:properties>"
            + "<c:property name=\"stepNumber\" value=\"2\" />"
            + "<c:property name=\"activity\" value=\"plan\" />"
            + "</c:properties></extensionElements></callActivity>",
        "<intermediateCatchEvent id=\"x\"><timerEventDefinition><timeDuration>${pause}"
            + "</timeDuration></timerEventDefinition></intermediateCatchEvent>",
        "<manualTask id=\"x\" c:asyncBefore=\"true\"><multiInstanceLoopCharacteristics"
            + " c:collection=\"${bikes}\" c:elementVariable=\"bike\" /></manualTask>"
      })
  void shouldAllowVariablesByTheirPlainName(String element) {
    // given
    String model = Models.with("<endEvent id=\"done\" />", "<endEvent id=\"done\" />" + element);

    // then
    assertThat(Models.read(model).key()).isEqualTo("hire");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${agree_result != 'no'}",
        "${ agree_result=='yes' }",
        "${agree_result == 'yes' && priority_level == '1'}",
        "${priority_level == '1' || priority_level == '2' || agree_result == 'no'}"
      })
  void shouldAllowComparisonsWithTexts(String condition) {
    // given
    String escaped = condition.replace("&", "&amp;");

    // then
    assertThat(Models.read(Models.with("${agree_result == 'yes'}", escaped)).key())
        .isEqualTo("hire");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${true}",
        "${agree_result == agree}",
        "${agree_result == 'yes'}${x}",
        "${agree_result == 'a\\\\' && x.y('b')}",
        "${agree_result eq 'yes'}",
        "#{agree_result == 'yes'}",
        "agree_result == 'yes'",
        "${''.getClass() == 'x'}",
        ""
      })
  void shouldRefuseOtherConditions(String condition) {
    // when
    List<ModelProblem> problems =
        problems(Models.with("${agree_result == 'yes'}", condition.replace("&", "&amp;")));

    // then
    assertThat(problems)
        .extracting(ModelProblem::problem)
        .anyMatch(p -> p.startsWith("Expected a condition that compares variables with texts"));
  }

  private static List<ModelProblem> problems(String model) {
    return catchThrowableOfType(ValueStreamException.class, () -> Models.read(model)).problems();
  }
}
