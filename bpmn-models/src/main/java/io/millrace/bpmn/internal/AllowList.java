package io.millrace.bpmn.internal;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses everything in a document that is not known to be harmless. The engine evaluates
 * expressions in places where one would not look (names, documentation), and runs scripts and
 * classes from many more, so that the whole document is checked and not a list of bad places.
 */
final class AllowList {
  static final String DECIDE = "${millrace.decide}";

  private static final Set<String> ELEMENTS =
      Set.of(
          ("definitions process documentation extensionElements incoming outgoing sequenceFlow "
                  + "conditionExpression startEvent endEvent intermediateThrowEvent "
                  + "intermediateCatchEvent boundaryEvent task manualTask userTask serviceTask "
                  + "businessRuleTask receiveTask callActivity subProcess exclusiveGateway "
                  + "parallelGateway inclusiveGateway eventBasedGateway messageEventDefinition "
                  + "timerEventDefinition timeDate timeDuration timeCycle errorEventDefinition "
                  + "escalationEventDefinition signalEventDefinition terminateEventDefinition "
                  + "linkEventDefinition message error escalation signal "
                  + "multiInstanceLoopCharacteristics loopCardinality collaboration participant "
                  + "messageFlow laneSet lane flowNodeRef textAnnotation text association group "
                  + "category categoryValue")
              .split(" "));

  private static final Set<String> CAMUNDA_ELEMENTS =
      Set.of("camunda:properties", "camunda:property");

  private static final Set<String> CAMUNDA_ATTRIBUTES =
      Set.of(
          ("historyTimeToLive versionTag isStartableInTasklist delegateExpression type topic "
                  + "asyncBefore asyncAfter exclusive collection elementVariable modelerTemplate "
                  + "modelerTemplateVersion modelerTemplateIcon")
              .split(" "));

  /** Attributes of mappings and conditions that run code. */
  private static final Set<String> CODE_ATTRIBUTES =
      Set.of("sourceExpression", "language", "expressionLanguage", "scriptFormat");

  private static final Set<String> DRAWING =
      Set.of("bpmndi", "dc", "di", "modeler", "bioc", "color", "xsi");

  /** Where a variable may be referred to by its plain name. */
  private static final Set<String> VARIABLE_TEXTS =
      Set.of("bpmn:timeDate", "bpmn:timeDuration", "bpmn:timeCycle", "bpmn:loopCardinality");

  private static final Set<String> VARIABLE_ATTRIBUTES =
      Set.of("calledElement", "camunda:collection");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*[A-Za-z]\\w*\\s*\\}");

  private final Problems problems;

  AllowList(Problems problems) {
    this.problems = problems;
  }

  void check(XmlElement root) {
    root.subtree().forEach(this::checkElement);
  }

  private void checkElement(XmlElement element) {
    if (!isAllowedElement(element.name)) {
      problems.add(
          "unknown-element",
          element,
          "Expected only known BPMN elements, but found <" + element.name + ">.");
    }
    for (Map.Entry<String, String> attribute : element.attributes.entrySet()) {
      checkAttribute(element, attribute.getKey(), attribute.getValue());
    }
    checkText(element);
  }

  private static boolean isAllowedElement(String name) {
    if (name.startsWith("bpmn:")) {
      return ELEMENTS.contains(name.substring("bpmn:".length()));
    }
    return CAMUNDA_ELEMENTS.contains(name) || isDrawing(name);
  }

  private void checkAttribute(XmlElement element, String name, String value) {
    if (!isAllowedAttribute(name)) {
      problems.add(
          "unknown-attribute",
          element,
          "Expected only known attributes, but found " + name + "=\"" + value + "\".");
    } else if (name.equals("camunda:delegateExpression")) {
      checkDelegate(element, value);
    } else if (name.equals("camunda:type")) {
      checkType(element, value);
    } else if (hasExpression(value)
        && !(VARIABLE_ATTRIBUTES.contains(name) && VARIABLE.matcher(value).matches())) {
      problems.add(
          "expression",
          element,
          "Expected no expression in " + name + ", but found \"" + value + "\".");
    }
  }

  private static boolean isAllowedAttribute(String name) {
    if (name.startsWith("camunda:")) {
      return CAMUNDA_ATTRIBUTES.contains(name.substring("camunda:".length()));
    }
    boolean foreign = name.startsWith("{") || name.startsWith("bpmn:");
    return !foreign && !CODE_ATTRIBUTES.contains(name) && (!name.contains(":") || isDrawing(name));
  }

  private void checkDelegate(XmlElement element, String value) {
    if (!value.equals(DECIDE) || !element.is("bpmn:businessRuleTask")) {
      problems.add(
          "delegate",
          element,
          "Expected a delegate to be "
              + DECIDE
              + " of a business rule task, but found \""
              + value
              + "\".");
    }
  }

  /** Another type would run a shell command or send mail. */
  private void checkType(XmlElement element, String value) {
    if (!value.equals("external") || !element.is("bpmn:serviceTask")) {
      problems.add(
          "task-type",
          element,
          "Expected only service tasks to have a type, and it to be external, but found \""
              + value
              + "\" at <"
              + element.name
              + ">.");
    }
  }

  private void checkText(XmlElement element) {
    String text = element.trimmedText();
    boolean allowed =
        element.is("bpmn:conditionExpression")
            || (VARIABLE_TEXTS.contains(element.name) && VARIABLE.matcher(text).matches());
    if (hasExpression(text) && !allowed) {
      problems.add(
          "expression",
          element,
          "Expected no expression in <" + element.name + ">, but found \"" + text + "\".");
    }
  }

  private static boolean hasExpression(String text) {
    return text.contains("${") || text.contains("#{");
  }

  private static boolean isDrawing(String name) {
    int colon = name.indexOf(':');
    return colon > 0 && DRAWING.contains(name.substring(0, colon));
  }
}
