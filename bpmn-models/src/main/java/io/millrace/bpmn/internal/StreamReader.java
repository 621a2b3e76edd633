// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Start;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamDescription;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value stream from a BPMN file. Reads the XML itself: in a fresh JVM the engine's model
 * library takes more than three times as long (about 510 ms against 150 ms, measured on two cores),
 * and the engine validates against the BPMN schema on deployment anyway.
 */
public final class StreamReader {
  static final Set<String> WORK = Set.of("bpmn:userTask", "bpmn:serviceTask", "bpmn:callActivity");

  /** Days, as the process engine reads them: {@code P180D} or {@code 180}. */
  private static final Pattern DAYS = Pattern.compile("P?(\\d{1,9})D?");

  private final StreamModel model;
  private final Problems problems;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, DecisionPoint> decisions = new LinkedHashMap<>();
  private final Map<String, Passage> passages = new LinkedHashMap<>();
  private final Map<String, Reminder> reminders = new LinkedHashMap<>();

  /** The elements that are steps: outer ones are read before those inside them. */
  private final Set<XmlElement> stepElements = new HashSet<>();

  /** The elements of steps and decisions, by their ids. */
  private final Map<String, XmlElement> workElements = new LinkedHashMap<>();

  private StreamReader(StreamModel model) {
    this.model = model;
    this.problems = new Problems(model.fileName());
  }

  /**
   * Reads and checks the file.
   *
   * @throws ValueStreamException if it cannot be used; says every error
   */
  public static ValueStream read(StreamModel model) {
    StreamReader reader = new StreamReader(model);
    ValueStream stream = reader.readAndCheck(Installation.unknown());
    reader.problems.throwErrors();
    if (stream == null) {
      throw new IllegalStateException("What cannot be read is an error.");
    }
    return stream;
  }

  /**
   * Reads a file that was checked when it was deployed, and passes over what checks find now.
   *
   * @throws ValueStreamException if there is nothing to be read any more
   */
  public static ValueStream readDeployed(StreamModel model) {
    StreamReader reader = new StreamReader(model);
    ValueStream stream = reader.readAndCheck(Installation.unknown());
    if (stream == null) {
      reader.problems.throwErrors();
      throw new IllegalStateException("What cannot be read is an error.");
    }
    return stream;
  }

  /** How long the file says that history lives; empty if it says nothing that can be read. */
  public static Optional<Duration> timeToLive(StreamModel model) {
    try {
      return XmlFile.read(model.bytes()).children("bpmn:process").stream()
          .filter(process -> "true".equals(process.attribute("isExecutable")))
          .map(process -> DAYS.matcher(process.attribute("camunda:historyTimeToLive", "")))
          .filter(Matcher::matches)
          .map(days -> Duration.ofDays(Long.parseLong(days.group(1))))
          .findFirst();
    } catch (XmlFile.Refusal refusal) {
      return Optional.empty();
    }
  }

  /** Checks the file, and says everything that was found. */
  public static CheckReport check(StreamModel model, Installation installation) {
    StreamReader reader = new StreamReader(model);
    reader.readAndCheck(installation);
    return reader.problems.report();
  }

  /** The stream, which is of use only if there is no error; null if there is none to be read. */
  private @Nullable ValueStream readAndCheck(Installation installation) {
    XmlElement root = parse();
    if (root == null) {
      return null;
    }
    new AllowList(problems).check(root);
    XmlElement process = executableProcess(root);
    if (process == null) {
      return null;
    }
    List<XmlElement> elements = process.subtree();
    checkIds(elements);
    elements.forEach(this::readElement);
    elements.forEach(this::readReminder);
    FlowGraph graph = FlowGraph.of(process, problems);
    List<Start> starts = new StartReader(root, problems).read(graph);
    checkFlow(root, graph);
    ValueStream stream = stream(process, starts);
    checkWords(process, elements, stream);
    new InstallationCheck(workElements, installation, problems)
        .check(process.id(), stream.steps(), decisions);
    return stream;
  }

  private void checkFlow(XmlElement root, FlowGraph graph) {
    new EventCheck(root, problems).check(graph);
    new GatewayCheck(problems).check(graph);
    new ReachCheck(problems).check(graph);
    new TokenCheck(problems).check(graph);
    new VariableCheck(steps, decisions, problems).check(graph);
  }

  private void checkWords(XmlElement process, List<XmlElement> elements, ValueStream stream) {
    StepCheck check = new StepCheck(workElements, problems);
    check.checkProcess(process, stream.description());
    check.checkSteps(process, steps.values());
    check.checkDuties(steps.values(), decisions.values());
    check.checkResults(steps.values(), elements);
    new ConditionCheck(steps, problems).check(elements);
    PropertyCheck properties = new PropertyCheck(problems);
    elements.forEach(properties::check);
  }

  private @Nullable XmlElement parse() {
    if (model.size() > ValueStreams.MAX_BYTES) {
      problems.unreadable(
          0,
          "Expected at most " + ValueStreams.MAX_BYTES + " bytes, but there are more.",
          "split the model into several streams");
      return null;
    }
    try {
      XmlElement root = XmlFile.read(model.bytes());
      if (root.is("bpmn:definitions")) {
        return root;
      }
      problems.unreadable(
          root.line,
          "Expected BPMN 2.0 definitions, but the root element is <" + root.name + ">.",
          "save the model as BPMN 2.0 XML");
    } catch (XmlFile.Refusal refusal) {
      problems.unreadable(refusal.line, refusal.problem, refusal.advice);
    }
    return null;
  }

  private @Nullable XmlElement executableProcess(XmlElement root) {
    List<XmlElement> executable =
        root.children("bpmn:process").stream()
            .filter(process -> "true".equals(process.attribute("isExecutable")))
            .toList();
    if (executable.size() == 1 && !executable.get(0).id().isEmpty()) {
      return executable.get(0);
    }
    problems.add(
        "executable-process",
        root.line,
        "Expected one executable process with an id, but found " + executable.size() + ".");
    return null;
  }

  private void checkIds(List<XmlElement> elements) {
    Set<String> seen = new HashSet<>();
    for (XmlElement element : elements) {
      if (!element.id().isEmpty() && !seen.add(element.id())) {
        problems.add(
            "duplicate-id",
            element,
            "Expected the id '" + element.id() + "' to occur once, but it occurs again.");
      }
    }
  }

  private void readElement(XmlElement element) {
    Properties properties = new Properties(element, problems);
    if (properties.has(StepReader.STEP_NUMBER)) {
      Step step = new StepReader(problems).read(element, properties);
      stepElements.add(element);
      steps.putIfAbsent(step.id(), step);
      workElements.putIfAbsent(step.id(), element);
    } else if (WORK.contains(element.name)) {
      checkInsideStep(element);
    }
    if (element.is("bpmn:businessRuleTask")) {
      readDecision(element, properties);
    }
    new PassageReader(problems)
        .read(element, properties)
        .ifPresent(passage -> passages.put(element.id(), passage));
  }

  /** After the steps: a timer may come before the step that it is attached to. */
  private void readReminder(XmlElement element) {
    Properties properties = new Properties(element, problems);
    if (!properties.has("reminder")) {
      return;
    }
    String host = element.attribute("attachedToRef", "");
    XmlElement step = workElements.get(host);
    if (element.is("bpmn:boundaryEvent")
        && !element.children("bpmn:timerEventDefinition").isEmpty()
        && step != null
        && step.parent == element.parent
        && stepElements.contains(step)) {
      reminders.put(element.id(), new Reminder(host, properties.text("reminder")));
      return;
    }
    problems.add(
        "misplaced-reminder",
        element,
        "Expected the reminder '"
            + element.id()
            + "' to be a timer at the border of a step, but it is <"
            + element.name
            + ">"
            + (host.isEmpty() ? "." : " at '" + host + "'."));
  }

  /** Work that belongs to no step would be on no worklist. */
  private void checkInsideStep(XmlElement element) {
    for (XmlElement outer = element.parent; outer != null; outer = outer.parent) {
      if (stepElements.contains(outer)) {
        return;
      }
    }
    problems.add(
        "task-without-step",
        element,
        "Expected '" + element.id() + "' to be a step or part of one, but it has no stepNumber.");
  }

  private void readDecision(XmlElement element, Properties properties) {
    if (!AllowList.DECIDE.equals(element.attribute("camunda:delegateExpression"))) {
      problems.add(
          "decision-delegate",
          element,
          "Expected the decision '"
              + element.id()
              + "' to be made by "
              + AllowList.DECIDE
              + ", but it is not.");
    }
    try {
      decisions.put(element.id(), new DecisionPoint(properties.text("decisionPoint")));
      workElements.putIfAbsent(element.id(), element);
    } catch (InvalidInputException e) {
      problems.add(
          "decision-point",
          element,
          "Expected the property 'decisionPoint' of '"
              + element.id()
              + "' to name a decision point, but "
              + (properties.has("decisionPoint")
                  ? "it is '" + properties.text("decisionPoint") + "'."
                  : "there is none."));
    }
  }

  private ValueStream stream(XmlElement process, List<Start> starts) {
    Properties properties = new Properties(process, problems);
    StreamDescription description =
        new StreamDescription(
            properties.text("ownedBy"),
            properties.text("description"),
            properties.text("demand"),
            properties.list("trigger"),
            properties.list("outcomes"),
            properties.text("value"),
            properties.duration("targetLeadTime"),
            properties.raci());
    List<Step> ordered =
        steps.values().stream().sorted(Comparator.comparingInt(Step::number)).toList();
    String name = process.attribute("name", process.id());
    return new ValueStream(
        process.id(), name, description, ordered, decisions, passages, reminders, starts, model);
  }
}
