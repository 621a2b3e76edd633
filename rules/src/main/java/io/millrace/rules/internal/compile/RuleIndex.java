// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the rule that a generated class or line belongs to, for messages only. Immutable. */
final class RuleIndex {
  private static final Pattern RULE_OR_LAMBDA =
      Pattern.compile(
          "D\\.rule\\(\"([^\"]*)\",\\s*\"([^\"]*)\"\\)|\\.(P[0-9A-F]{2}\\.Lambda\\w+)\\.INSTANCE");

  private static final Pattern NAMED = Pattern.compile("\\s*\\* Rule name: (.*)");
  private static final Pattern CONDITION =
      Pattern.compile("PredicateInformation\\(\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");

  private final Map<String, byte[]> sources;
  private final Map<String, ParsedRule> rules;
  private final Map<String, String> rulesByClass = new HashMap<>();

  /**
   * @param sources the generated sources by path
   * @param rules the rules by full name
   */
  RuleIndex(Map<String, byte[]> sources, Map<String, ParsedRule> rules) {
    this.sources = sources;
    this.rules = rules;
    sources.forEach(
        (path, bytes) -> {
          if (path.contains("RuleMethods")) {
            index(path, text(bytes));
          }
        });
  }

  /** The rule that a class was generated from; null if it is not one rule's. */
  @Nullable ParsedRule ofClass(String className) {
    String fullName = rulesByClass.get(className);
    return fullName == null ? null : rules.get(fullName);
  }

  /** The rule that a line of a source was generated from; null if it is not one rule's. */
  @Nullable ParsedRule ofSource(String path, int line) {
    String className = path.replaceFirst("\\.java$", "").replace('/', '.');
    ParsedRule rule = ofClass(className);
    byte[] bytes = sources.get(path);
    if (rule != null || bytes == null) {
      return rule;
    }
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    return text(bytes)
        .lines()
        .limit(line)
        .map(NAMED::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .reduce((earlier, later) -> later)
        .map(name -> rules.get(packageName + "/" + name))
        .orElse(null);
  }

  /** The condition that a source was generated from; empty if it is something else. */
  String condition(String path) {
    byte[] bytes = sources.get(path);
    Matcher matcher = CONDITION.matcher(bytes == null ? "" : text(bytes));
    return matcher.find() ? matcher.group(1).replace("\\\"", "\"") : "";
  }

  /** The line of a generated source, without blanks at its ends. */
  String sourceLine(String path, int line) {
    byte[] bytes = sources.get(path);
    return bytes == null
        ? ""
        : text(bytes).lines().skip(Math.max(0, line - 1L)).findFirst().orElse("").strip();
  }

  private void index(String path, String source) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1).replace('/', '.');
    String fullName = "";
    Matcher matcher = RULE_OR_LAMBDA.matcher(source);
    while (matcher.find()) {
      if (matcher.group(3) == null) {
        fullName = matcher.group(1) + "/" + matcher.group(2);
      } else {
        rulesByClass.putIfAbsent(folder + matcher.group(3), fullName);
      }
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
