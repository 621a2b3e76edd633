// SPDX-License-Identifier: Apache-2.0
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

  /** Where a variable may be referred to by its plain name. */
  private static final Set<String> VARIABLE_TEXTS =
      Set.of("bpmn:timeDate", "bpmn:timeDuration", "bpmn:timeCycle", "bpmn:loopCardinality");

  private static final Set<String> EXPRESSIONS =
      Set.of(
          "bpmn:conditionExpression",
          "bpmn:timeDate",
          "bpmn:timeDuration",
          "bpmn:timeCycle",
          "bpmn:loopCardinality");

  private static final Set<String> VARIABLE_ATTRIBUTES =
      Set.of("calledElement", "camunda:collection");

  /**
   * Attributes that some editors always write; another value would mean something that is not done.
   */
  private static final Map<String, String> ONLY =
      Map.of("isForCompensation", "false", "instantiate", "false");

  /** The engine makes all instances at once. */
  private static final int MAX_INSTANCES = 1_000;

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*[A-Za-z]\\w*\\s*\\}");

  private final Problems problems;

  AllowList(Problems problems) {
    this.problems = problems;
  }

  void check(XmlElement root) {
    root.subtree().forEach(this::checkElement);
  }

  private void checkElement(XmlElement element) {
    if (!AllowedNames.isElement(element)) {
      problems.add(
          "unknown-element",
          element,
          "Expected only known BPMN elements, but found <" + element.name + ">.",
          AllowedNames.advice(element));
      return; // what else is wrong with it goes with it
    }
    for (Map.Entry<String, String> attribute : element.attributes.entrySet()) {
      checkAttribute(element, attribute.getKey(), attribute.getValue());
    }
    checkText(element);
    if (element.is("bpmn:process")) {
      checkExecutable(element);
    }
  }

  /** Where nothing is said, the engine reads the process as executable when it reads it again. */
  private void checkExecutable(XmlElement process) {
    String executable = process.attribute("isExecutable", "");
    if (!executable.equals("true") && !executable.equals("false")) {
      problems.add(
          "executable-process",
          process,
          "Expected the process '"
              + process.id()
              + "' to say whether it is executable, but it does not.",
          "set isExecutable to true for the value stream, and to false for other pools");
    }
  }

  private void checkAttribute(XmlElement element, String name, String value) {
    if (!AllowedNames.isAttribute(element, name)
        || (element.name.startsWith("bpmn:") && !value.equals(ONLY.getOrDefault(name, value)))
        || (name.startsWith("xsi:") && !isHarmlessHint(element, name, value))) {
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

  /** A location of a schema is refused: the engine's parser fetches it, from wherever it says. */
  private static boolean isHarmlessHint(XmlElement element, String name, String value) {
    String type = value.substring(value.indexOf(':') + 1);
    return name.equals("xsi:type")
        && (EXPRESSIONS.contains(element.name)
            ? type.equals("tFormalExpression")
            : element.is("di:waypoint") && type.equals("Point"));
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
    } else if (element.is("bpmn:loopCardinality") && !allowed && !isFew(text)) {
      problems.add(
          "expression",
          element,
          "Expected a number of instances up to " + MAX_INSTANCES + ", but found \"" + text + "\".",
          "write a smaller number, or a variable by its plain name");
    }
  }

  private static boolean isFew(String text) {
    return COUNT.matcher(text).matches() && Integer.parseInt(text) <= MAX_INSTANCES;
  }

  private static boolean hasExpression(String text) {
    return text.contains("${") || text.contains("#{");
  }
}
