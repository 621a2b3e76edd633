package io.millrace.bpmn.internal;

import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Start;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamDescription;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a value stream from a BPMN file. Reads the XML itself: in a fresh JVM the engine's model
 * library takes more than three times as long (about 510 ms against 150 ms, measured on two cores),
 * and the engine validates against the BPMN schema on deployment anyway.
 */
public final class StreamReader {
  private static final Set<String> WORK =
      Set.of("bpmn:userTask", "bpmn:serviceTask", "bpmn:callActivity");

  private final StreamModel model;
  private final Problems problems;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Map<String, DecisionPoint> decisions = new LinkedHashMap<>();
  private final Map<String, Passage> passages = new LinkedHashMap<>();
  private final Map<String, Reminder> reminders = new LinkedHashMap<>();
  private final List<Start> starts = new ArrayList<>();

  private StreamReader(StreamModel model) {
    this.model = model;
    this.problems = new Problems(model.fileName());
  }

  /**
   * Reads and checks the file.
   *
   * @throws ValueStreamException if it cannot be used; says every problem
   */
  public static ValueStream read(StreamModel model) {
    return new StreamReader(model).read();
  }

  private ValueStream read() {
    XmlElement root = parse();
    new AllowList(problems).check(root);
    XmlElement process = executableProcess(root);
    List<XmlElement> elements = process.subtree();
    checkIds(elements);
    elements.forEach(this::readElement);
    readStarts(root, process);
    new FlowCheck(steps, problems).check(elements);
    ValueStream stream = stream(process);
    if (problems.any()) {
      throw problems.exception();
    }
    return stream;
  }

  private XmlElement parse() {
    try {
      XmlElement root = XmlFile.read(model.bytes());
      if (root.is("bpmn:definitions")) {
        return root;
      }
      problems.add(
          root.line,
          "Expected BPMN 2.0 definitions, but the root element is <" + root.name + ">.",
          "save the model as BPMN 2.0 XML");
    } catch (XmlFile.Refusal refusal) {
      problems.add(refusal.line, refusal.problem, refusal.advice);
    }
    throw problems.exception();
  }

  private XmlElement executableProcess(XmlElement root) {
    List<XmlElement> executable =
        root.children("bpmn:process").stream()
            .filter(process -> "true".equals(process.attribute("isExecutable")))
            .toList();
    if (executable.size() == 1 && !executable.get(0).id().isEmpty()) {
      return executable.get(0);
    }
    problems.add(
        root.line,
        "Expected one executable process with an id, but found " + executable.size() + ".",
        "set isExecutable of the process, and keep one value stream per file");
    throw problems.exception();
  }

  private void checkIds(List<XmlElement> elements) {
    Set<String> seen = new HashSet<>();
    for (XmlElement element : elements) {
      if (!element.id().isEmpty() && !seen.add(element.id())) {
        problems.add(
            element,
            "Expected the id '" + element.id() + "' to occur once, but it occurs again.",
            "give each element an id of its own");
      }
    }
  }

  private void readElement(XmlElement element) {
    Properties properties = new Properties(element, problems);
    if (properties.has(StepReader.STEP_NUMBER)) {
      Step step = new StepReader(problems).read(element, properties);
      if (step != null) {
        steps.putIfAbsent(step.id(), step);
      }
    } else if (WORK.contains(element.name)) {
      checkInsideStep(element);
    }
    if (element.is("bpmn:businessRuleTask")) {
      readDecision(element, properties);
    }
    new PassageReader(problems)
        .read(element, properties)
        .ifPresent(passage -> passages.put(element.id(), passage));
    if (properties.has("reminder")) {
      readReminder(element, properties);
    }
  }

  private void readReminder(XmlElement element, Properties properties) {
    if (element.is("bpmn:boundaryEvent")
        && !element.children("bpmn:timerEventDefinition").isEmpty()) {
      String step = element.attribute("attachedToRef", "");
      reminders.put(element.id(), new Reminder(step, properties.text("reminder")));
      return;
    }
    problems.add(
        element,
        "Expected the reminder '"
            + element.id()
            + "' to be a timer at the border of a step, but it is <"
            + element.name
            + ">.",
        "put the property 'reminder' on a boundary timer event");
  }

  /** Work that belongs to no step would be on no worklist. */
  private void checkInsideStep(XmlElement element) {
    for (XmlElement outer = element.parent; outer != null; outer = outer.parent) {
      if (new Properties(outer, problems).has(StepReader.STEP_NUMBER)) {
        return;
      }
    }
    problems.add(
        element,
        "Expected '" + element.id() + "' to be a step or part of one, but it has no stepNumber.",
        "add the step metadata, or nobody will see the work");
  }

  private void readDecision(XmlElement element, Properties properties) {
    if (!AllowList.DECIDE.equals(element.attribute("camunda:delegateExpression"))) {
      problems.add(
          element,
          "Expected the decision '"
              + element.id()
              + "' to be made by "
              + AllowList.DECIDE
              + ", but it is not.",
          "set its delegate expression to " + AllowList.DECIDE);
    }
    try {
      decisions.put(element.id(), new DecisionPoint(properties.text("decisionPoint")));
    } catch (InvalidInputException e) {
      problems.add(
          element,
          "Expected the property 'decisionPoint' of '"
              + element.id()
              + "' to name a decision point, but "
              + (properties.has("decisionPoint")
                  ? "it is '" + properties.text("decisionPoint") + "'."
                  : "there is none."),
          "name it like 'class-of-service'");
    }
  }

  private void readStarts(XmlElement root, XmlElement process) {
    Map<String, String> messages = new LinkedHashMap<>();
    for (XmlElement message : root.children("bpmn:message")) {
      messages.put(message.id(), message.attribute("name", ""));
    }
    for (XmlElement start : process.children("bpmn:startEvent")) {
      readStart(start, messages);
    }
    if (process.children("bpmn:startEvent").isEmpty()) {
      problems.add(
          process,
          "Expected the process '" + process.id() + "' to have a start event, but it has none.",
          "add one");
    }
  }

  private void readStart(XmlElement start, Map<String, String> messages) {
    String name = start.attribute("name", "");
    List<XmlElement> definitions =
        start.children.stream().filter(child -> child.name.endsWith("EventDefinition")).toList();
    if (definitions.isEmpty()) {
      starts.add(new Start(start.id(), name, null));
      return;
    }
    XmlElement definition = definitions.get(0);
    String reference = definition.attribute("messageRef", "");
    String message = messages.getOrDefault(reference.substring(reference.indexOf(':') + 1), "");
    if (definition.is("bpmn:messageEventDefinition") && !message.isBlank()) {
      starts.add(new Start(start.id(), name, message));
    } else {
      problems.add(
          start,
          "Expected the start '"
              + start.id()
              + "' to be plain or to wait for a named message, but it does not.",
          "let the host submit demand: nothing else starts a stream");
    }
  }

  private ValueStream stream(XmlElement process) {
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
