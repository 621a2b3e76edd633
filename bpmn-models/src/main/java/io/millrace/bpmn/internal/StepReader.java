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
import org.jspecify.annotations.Nullable;

/** Reads the step metadata of an element. */
final class StepReader {
  static final String STEP_NUMBER = "stepNumber";

  private static final List<String> ACTIVITIES =
      Arrays.stream(ValueChainActivity.values()).map(ValueChainActivity::label).toList();
  static final List<String> MILESTONES =
      Arrays.stream(Milestone.values()).map(Milestone::label).toList();
  private static final List<String> CONTROLS =
      Arrays.stream(Control.values()).map(Control::label).toList();

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

  /** The step; null, and problems, if it cannot be read. */
  @Nullable Step read(XmlElement element, Properties properties) {
    checkId(element);
    StepKind kind = kind(element);
    ValueChainActivity activity = properties.one("activity", ValueChainActivity::find, ACTIVITIES);
    Control control =
        properties.has("control") ? properties.one("control", Control::find, CONTROLS) : null;
    int number = properties.number(STEP_NUMBER);
    List<PracticeContribution> practices = practices(element, properties);
    List<String> results = results(element, properties);
    var targetLeadTime = properties.duration("targetLeadTime");
    if (kind == null || activity == null) {
      return null;
    }
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
        elaboration(properties));
  }

  private StreamCall call(XmlElement element, Properties properties) {
    String called = element.attribute("calledElement", "");
    if (!called.matches(CALLED)) {
      problems.add(
          element,
          "Expected the call '"
              + element.id()
              + "' to name a value stream, but its called element is '"
              + called
              + "'.",
          "write the stream's key, such as enable-change, or a variable, such as ${stream}");
    }
    Milestone until =
        properties.has("until") ? properties.one("until", Milestone::find, MILESTONES) : null;
    return new StreamCall(called, until == null ? Milestone.CLOSED : until);
  }

  private Duties duties(XmlElement element, Properties properties) {
    DecisionPoint approves = null;
    if (properties.has("approves")) {
      try {
        approves = new DecisionPoint(properties.text("approves"));
      } catch (InvalidInputException e) {
        problems.add(
            element,
            "Expected the property 'approves' of '"
                + element.id()
                + "' to name a decision point, but it is '"
                + properties.text("approves")
                + "'.",
            "name it like 'change-guardrail'");
      }
    }
    return new Duties(properties.names("separateFrom"), approves);
  }

  private static Elaboration elaboration(Properties properties) {
    String valueAdding = properties.textOrNull("valueAdding");
    return new Elaboration(
        properties.list("actions"),
        properties.list("constraints"),
        valueAdding == null ? null : Boolean.valueOf(valueAdding),
        properties.textOrNull("touchpoint"));
  }

  private void checkId(XmlElement element) {
    if (!element.id().matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
      problems.add(
          element,
          "Expected the id of a step to be letters and digits, at most 64, but it is '"
              + element.id()
              + "'.",
          "name it like obtainFix: the id becomes part of variable names");
    }
  }

  private @Nullable StepKind kind(XmlElement element) {
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
            element,
            "Expected the external task '" + element.id() + "' to have a topic, but it has none.",
            "set the topic to the name of the step handler");
      }
      return StepKind.AUTOMATED;
    }
    problems.add(
        element,
        "Expected the step '"
            + element.id()
            + "' to be a user task, an external service task, a subprocess or a call activity, but it is <"
            + element.name
            + ">.",
        "change the type of the step, or remove its stepNumber");
    return null;
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
            element,
            "Expected the practices of '"
                + element.id()
                + "' to begin with a practice code, but found '"
                + code
                + "'.",
            "write them like 'IM: register the incident; KM: find workarounds'");
      }
    }
    return all;
  }

  private List<String> results(XmlElement element, Properties properties) {
    List<String> results = properties.names("results");
    for (String result : results) {
      if (!result.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
        problems.add(
            element,
            "Expected the results of '"
                + element.id()
                + "' to be letters and digits, at most 64, but found '"
                + result
                + "'.",
            "name them like notRestored, with commas between them");
      }
    }
    return results;
  }
}
