// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Raci;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code camunda:properties} of one element, read by type. Says what it cannot read. */
final class Properties {
  private final XmlElement element;
  private final Problems problems;
  private final Map<String, String> values = new HashMap<>();

  Properties(XmlElement element, Problems problems) {
    this.element = element;
    this.problems = problems;
    for (XmlElement extensions : element.children("bpmn:extensionElements")) {
      for (XmlElement properties : extensions.children("camunda:properties")) {
        for (XmlElement property : properties.children("camunda:property")) {
          values.put(property.attribute("name", "").trim(), property.attribute("value", "").trim());
        }
      }
    }
  }

  /** The names of the properties of an element, in the order of the file, repeated ones too. */
  static List<String> names(XmlElement element) {
    List<String> names = new ArrayList<>();
    for (XmlElement extensions : element.children("bpmn:extensionElements")) {
      for (XmlElement properties : extensions.children("camunda:properties")) {
        for (XmlElement property : properties.children("camunda:property")) {
          names.add(property.attribute("name", "").trim());
        }
      }
    }
    return names;
  }

  /** Whether there is a text: editors write a field that was left empty as an empty value. */
  boolean has(String name) {
    return !text(name).isEmpty();
  }

  String text(String name) {
    return values.getOrDefault(name, "");
  }

  @Nullable String textOrNull(String name) {
    String text = text(name);
    return text.isEmpty() ? null : text;
  }

  /** The parts between semicolons. */
  List<String> list(String name) {
    return split(text(name), ";");
  }

  /** The parts between commas. */
  List<String> names(String name) {
    return split(text(name), ",");
  }

  Raci raci() {
    return new Raci(list("accountable"), list("responsible"), list("consulted"), list("informed"));
  }

  @Nullable Duration duration(String name) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative() && !duration.isZero()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // said below, together with durations that are not positive
    }
    problem("invalid-duration", name, "a positive ISO-8601 duration", "");
    return null;
  }

  /** The number, or 0 if there is no positive one. */
  int number(String name) {
    String text = text(name);
    if (text.matches("[1-9][0-9]{0,3}")) {
      return Integer.parseInt(text);
    }
    problem("step-number", name, "a whole number from 1 to 9999", "");
    return 0;
  }

  /** One of a closed set; null, and a problem, if the text is none of it. */
  <T> @Nullable T one(
      String check, String name, Function<String, Optional<T>> find, List<String> labels) {
    Optional<T> found = find.apply(text(name));
    if (found.isEmpty()) {
      String expected = "one of " + String.join(", ", labels);
      problem(check, name, expected, Nearest.hint(text(name), labels));
      return null;
    }
    return found.get();
  }

  private void problem(String check, String name, String expected, String hint) {
    String found = has(name) ? "it is '" + text(name) + "'" + hint : "there is none";
    problems.add(
        check,
        element,
        "Expected the property '"
            + name
            + "' of '"
            + element.id()
            + "' to be "
            + expected
            + ", but "
            + found
            + ".");
  }

  private static List<String> split(String text, String separator) {
    return Arrays.stream(text.split(separator))
        .map(String::trim)
        .filter(part -> !part.isEmpty())
        .toList();
  }
}
