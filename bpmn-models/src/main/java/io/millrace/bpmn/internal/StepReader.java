// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Control;
import io.millrace.bpmn.Duties;
import io.millrace.bpmn.Elaboration;
import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Practice;
import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueChainActivity;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the step metadata of an element. */
final class StepReader {
  static final String STEP_NUMBER = "stepNumber";

  private static final List<String> ACTIVITIES =
      Arrays.stream(ValueChainActivity.values()).map(ValueChainActivity::label).toList();
  static final List<String> MILESTONES =
      Arrays.stream(Milestone.values()).map(Milestone::label).toList();
  private static final List<String> CONTROLS =
      Arrays.stream(Control.values()).map(Control::label).toList();

  private static final List<String> PRACTICES =
      Arrays.stream(Practice.values())
          .flatMap(practice -> Stream.of(practice.code(), practice.title()))
          .toList();

  /** A key, or a variable by its plain name. */
  private static final String CALLED =
      "[A-Za-z_][\\w.-]{0,254}|\\$\\{\\s*[A-Za-z]\\w{0,254}\\s*\\}";

  private final Problems problems;

  StepReader(Problems problems) {
    this.problems = problems;
  }

  private static boolean isExternal(XmlElement element) {
    return element.is("bpmn:serviceTask") && "external".equals(element.attribute("camunda:type"));
  }

  /** The step. What could not be read is said, and stands for something in the checks alone. */
  Step read(XmlElement element, Properties properties) {
    checkId(element);
    StepKind kind = kind(element);
    ValueChainActivity activity = activity(element, properties);
    Control control =
        properties.has("control")
            ? properties.one("unknown-control", "control", Control::find, CONTROLS)
            : null;
    int number = properties.number(STEP_NUMBER);
    List<PracticeContribution> practices = practices(element, properties);
    List<String> results = results(element, properties);
    var targetLeadTime = properties.duration("targetLeadTime");
    return new Step(
        element.id(),
        element.attribute("name", ""),
        number,
        activity,
        properties.list("inputs"),
        properties.list("outputs"),
        properties.list("desiredOutcomes"),
        targetLeadTime,
        practices,
        properties.raci(),
        properties.textOrNull("board"),
        properties.textOrNull("lane"),
        results,
        control,
        kind,
        kind == StepKind.AUTOMATED ? element.attribute("camunda:topic") : null,
        kind == StepKind.CALL ? call(element, properties) : null,
        duties(element, properties),
        elaboration(element, properties));
  }

  private ValueChainActivity activity(XmlElement element, Properties properties) {
    String text = properties.text("activity");
    if (namesTwo(text)) {
      problems.add(
          "two-activities",
          element,
          "Expected the step '"
              + element.id()
              + "' to serve one activity, but it serves '"
              + text
              + "'.");
      return ValueChainActivity.PLAN;
    }
    ValueChainActivity found =
        properties.one(
            text.isEmpty() ? "missing-activity" : "unknown-activity",
            "activity",
            ValueChainActivity::find,
            ACTIVITIES);
    return found == null ? ValueChainActivity.PLAN : found;
  }

  private static boolean namesTwo(String text) {
    long listed =
        Arrays.stream(text.split("[;,&+|\\r\\n]")).filter(part -> !part.isBlank()).count();
    int and = text.indexOf(" and ");
    return listed > 1
        || (and > 0
            && !ACTIVITIES.contains(text)
            && ACTIVITIES.contains(text.substring(0, and).trim()));
  }

  private StreamCall call(XmlElement element, Properties properties) {
    String called = element.attribute("calledElement", "");
    boolean valid = called.matches(CALLED);
    if (!valid) {
      problems.add(
          "invalid-call",
          element,
          "Expected the call '"
              + element.id()
              + "' to name a value stream, but its called element is '"
              + called
              + "'.");
    }
    Milestone until =
        properties.has("until")
            ? properties.one("unknown-until", "until", Milestone::find, MILESTONES)
            : null;
    return new StreamCall(valid ? called : "", until == null ? Milestone.CLOSED : until);
  }

  private Duties duties(XmlElement element, Properties properties) {
    DecisionPoint approves = null;
    if (properties.has("approves")) {
      try {
        approves = new DecisionPoint(properties.text("approves"));
      } catch (InvalidInputException e) {
        problems.add(
            "invalid-approves",
            element,
            "Expected the property 'approves' of '"
                + element.id()
                + "' to name a decision point, but it is '"
                + properties.text("approves")
                + "'.");
      }
    }
    return new Duties(properties.names("separateFrom"), approves);
  }

  private Elaboration elaboration(XmlElement element, Properties properties) {
    String valueAdding = properties.textOrNull("valueAdding");
    if (valueAdding != null && !valueAdding.equals("true") && !valueAdding.equals("false")) {
      problems.add(
          "unknown-value-adding",
          element,
          "Expected the property 'valueAdding' of '"
              + element.id()
              + "' to be true or false, but it is '"
              + valueAdding
              + "'.");
    }
    return new Elaboration(
        properties.list("actions"),
        properties.list("constraints"),
        valueAdding == null ? null : Boolean.valueOf(valueAdding),
        properties.textOrNull("touchpoint"));
  }

  private void checkId(XmlElement element) {
    if (!element.id().matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
      problems.add(
          "step-id",
          element,
          "Expected the id of a step to be letters and digits, at most 64, but it is '"
              + element.id()
              + "'.");
    }
  }

  private StepKind kind(XmlElement element) {
    if (element.is("bpmn:userTask")) {
      return StepKind.HUMAN;
    }
    if (element.is("bpmn:subProcess")) {
      return StepKind.SUBPROCESS;
    }
    if (element.is("bpmn:callActivity")) {
      return StepKind.CALL;
    }
    if (isExternal(element)) {
      if (element.attribute("camunda:topic", "").isBlank()) {
        problems.add(
            "missing-topic",
            element,
            "Expected the external task '" + element.id() + "' to have a topic, but it has none.");
      }
      return StepKind.AUTOMATED;
    }
    problems.add(
        "step-kind",
        element,
        "Expected the step '"
            + element.id()
            + "' to be a user task, an external service task, a subprocess or a call activity, but it is <"
            + element.name
            + ">.");
    return StepKind.HUMAN;
  }

  private List<PracticeContribution> practices(XmlElement element, Properties properties) {
    List<PracticeContribution> all = new ArrayList<>();
    for (String entry : properties.list("practices")) {
      int colon = entry.indexOf(':');
      String code = (colon < 0 ? entry : entry.substring(0, colon)).trim();
      Optional<Practice> practice = Practice.find(code);
      if (practice.isPresent()) {
        String contribution = colon < 0 ? "" : entry.substring(colon + 1).trim();
        all.add(new PracticeContribution(practice.get(), contribution));
      } else {
        problems.add(
            "unknown-practice",
            element,
            "Expected the practices of '"
                + element.id()
                + "' to begin with a practice code, but found '"
                + code
                + "'"
                + Nearest.hint(code, PRACTICES)
                + ".");
      }
    }
    return all;
  }

  private List<String> results(XmlElement element, Properties properties) {
    List<String> results = properties.names("results");
    for (String result : results) {
      if (!result.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
        problems.add(
            "invalid-result",
            element,
            "Expected the results of '"
                + element.id()
                + "' to be letters and digits, at most 64, but found '"
                + result
                + "'.");
      }
    }
    return results;
  }
}
