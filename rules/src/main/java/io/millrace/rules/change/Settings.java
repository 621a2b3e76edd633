// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks of settings. */
final class Settings {
  private Settings() {}

  static void requireGuardrail(String name) {
    if (!Guardrails.NAMES.contains(name)) {
      throw new InvalidInputException(
          "Expected a guardrail ("
              + String.join(", ", Guardrails.NAMES)
              + "), but got '"
              + name
              + "'.",
          "take one of these names");
    }
  }

  static Map<String, Double> limits(Map<String, Double> limits) {
    Map<String, Double> copy = new LinkedHashMap<>(DefaultSettings.LIMITS);
    limits.forEach(
        (name, limit) -> {
          requireName("limit", name);
          if (!Double.isFinite(limit)) {
            throw new InvalidInputException(
                "Expected the limit '" + name + "' to be a number, but it is " + limit + ".",
                "give a large number to lift a limit");
          }
          copy.put(name, limit);
        });
    return Collections.unmodifiableMap(copy);
  }

  static Map<String, List<String>> lists(Map<String, List<String>> lists) {
    Map<String, List<String>> copy = new LinkedHashMap<>(DefaultSettings.LISTS);
    lists.forEach(
        (name, entries) -> {
          requireName("list", name);
          entries.forEach(entry -> requireName("entry of the list '" + name + "'", entry));
          copy.put(name, List.copyOf(entries));
        });
    return Collections.unmodifiableMap(copy);
  }

  static Map<String, String> approvers(Map<String, String> approvers) {
    Map<String, String> copy = new LinkedHashMap<>(DefaultSettings.APPROVERS);
    approvers.forEach(
        (name, role) -> {
          requireName("approver", name);
          requireName("role of the approver '" + name + "'", role);
          copy.put(name, role);
        });
    return Collections.unmodifiableMap(copy);
  }

  /** Approvers are joined by commas in answers, and cells are joined by bars. */
  private static void requireName(String what, String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '|' || Character.isISOControl(c));
    if (name.isBlank() || name.length() > 255 || !plain) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to be a name of at most 255 characters without commas and bars, but it is '"
              + name
              + "'.",
          "name it by words joined by hyphens");
    }
  }
}
