// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that every property is read by somebody: a misspelt one would do nothing. */
final class PropertyCheck {
  /** Where these stand wrong, that is an error, which their readers report. */
  private static final Set<String> REPORTED = Set.of("milestone", "outcome", "becomes", "reminder");

  private final CheckList words = CheckList.get();
  private final List<String> known = words.properties();
  private final Problems problems;

  PropertyCheck(Problems problems) {
    this.problems = problems;
  }

  void check(XmlElement element) {
    List<String> names = Properties.names(element);
    if (names.isEmpty()) {
      return;
    }
    List<String> read = readFrom(element, names);
    Set<String> unknown = new TreeSet<>();
    Set<String> misplaced = new TreeSet<>();
    Set<String> repeated = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        repeated.add(name);
      } else if (!known.contains(name)) {
        if (!isForeign(name)) {
          unknown.add(name);
        }
      } else if (!read.contains(name) && !REPORTED.contains(name)) {
        misplaced.add(name);
      }
    }
    say("unknown-property", element, "known properties", unknown);
    if (!StreamReader.WORK.contains(element.name) || names.contains(StepReader.STEP_NUMBER)) {
      say("misplaced-property", element, "properties that mean something there", misplaced);
    }
    say("duplicate-property", element, "each property once", repeated);
  }

  /** A host may have properties of its own. */
  private static boolean isForeign(String name) {
    return name.contains(".") || name.contains(":");
  }

  private List<String> readFrom(XmlElement element, List<String> names) {
    if (names.contains(StepReader.STEP_NUMBER)) {
      Set<String> ofStep = new HashSet<>(words.properties("step"));
      if (element.is("bpmn:callActivity")) {
        ofStep.addAll(words.properties("call"));
      }
      return List.copyOf(ofStep);
    }
    return switch (element.name) {
      case "bpmn:process" -> words.properties("process");
      case "bpmn:businessRuleTask" -> words.properties("decision");
      case "bpmn:intermediateThrowEvent" -> words.properties("throwEvent");
      case "bpmn:endEvent" -> words.properties("endEvent");
      case "bpmn:boundaryEvent" -> words.properties("boundaryTimer");
      default -> List.of();
    };
  }

  private void say(String check, XmlElement element, String expected, Set<String> names) {
    if (!names.isEmpty()) {
      String first = names.iterator().next();
      problems.add(
          check,
          element,
          "Expected '"
              + element.id()
              + "' to have "
              + expected
              + ", but found "
              + String.join(", ", names)
              + (known.contains(first) ? "" : Nearest.hint(first, known))
              + ".");
    }
  }
}
