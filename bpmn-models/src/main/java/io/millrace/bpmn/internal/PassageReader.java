// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Passage;
import io.millrace.model.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what it means for a work item to pass an event. */
final class PassageReader {
  private static final List<String> KINDS =
      Arrays.stream(Kind.values()).map(PassageReader::label).toList();

  private final Problems problems;

  PassageReader(Problems problems) {
    this.problems = problems;
  }

  Optional<Passage> read(XmlElement element, Properties properties) {
    Milestone milestone = null;
    if (properties.has("milestone")) {
      milestone =
          properties.one("unknown-milestone", "milestone", Milestone::find, StepReader.MILESTONES);
      requireThrowEvent(element, "milestone");
    }
    Kind becomes = null;
    if (properties.has("becomes")) {
      becomes = properties.one("unknown-becomes", "becomes", PassageReader::kind, KINDS);
      requireThrowEvent(element, "becomes");
    }
    String outcome = properties.has("outcome") ? outcome(element, properties) : null;
    return milestone == null && becomes == null && outcome == null
        ? Optional.empty()
        : Optional.of(new Passage(milestone, outcome, becomes));
  }

  private void requireThrowEvent(XmlElement element, String property) {
    if (!element.is("bpmn:intermediateThrowEvent")) {
      problems.add(
          "misplaced-passage",
          element,
          "Expected the "
              + property
              + " '"
              + element.id()
              + "' to be an intermediate throw event, but it is <"
              + element.name
              + ">.");
    }
  }

  private @Nullable String outcome(XmlElement element, Properties properties) {
    String outcome = properties.text("outcome");
    if (!element.is("bpmn:intermediateThrowEvent") && !element.is("bpmn:endEvent")) {
      problems.add(
          "misplaced-passage",
          element,
          "Expected the outcome '"
              + element.id()
              + "' to be an intermediate throw event or an end event, but it is <"
              + element.name
              + ">.");
      return null;
    }
    if (!outcome.matches("[A-Za-z][A-Za-z0-9]{0,63}")) {
      problems.add(
          "invalid-outcome",
          element,
          "Expected the outcome of '"
              + element.id()
              + "' to be letters and digits, at most 64, but it is '"
              + outcome
              + "'.");
      return null;
    }
    return outcome;
  }

  private static Optional<Kind> kind(String label) {
    return Arrays.stream(Kind.values()).filter(kind -> label(kind).equals(label)).findFirst();
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
