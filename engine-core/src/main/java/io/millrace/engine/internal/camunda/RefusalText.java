// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the process engine says against a migration, in the words of value streams. */
final class RefusalText {
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    word(
        "The closest mapped ancestor '(.*)' is mapped to scope '(.*)' which is not an ancestor of"
            + " target scope '(.*)'",
        "it lies in '$1', which goes on as '$2', and '$3' does not lie there");
    word(
        "The target gateway must have at least the same number.*",
        "it waits for more branches than '@' does");
    word("The gateway's flow scope '(.*)' must be mapped", "its subprocess '$1' does not go on");
    word("Only one gateway can be mapped to gateway '(.*)'", "another join goes on as '$1' too");
    word("Activities have incompatible types.*", "'@' is of another kind");
    word("Events are not of the same type \\((.*) != (.*)\\)", "it is a $1 and '@' is a $2");
    word(
        "The source activity's event scope \\((.*)\\) must be mapped.*",
        "it belongs to '$1', which '@' does not");
    word("There are multiple mappings for source activity id.*", "the plan maps it twice");
    word(
        "The type of the source activity is not supported.*",
        "another value stream is at work for it until it ends");
    word(
        "Target activity '.*' is a descendant of multi-instance body '(.*)' that.*",
        "'@' lies in '$1', which has several instances");
    word(
        "Target activity is not async.*",
        "the other version does not wait in front of it or behind it");
    word(
        "Process instance contains not migrated (.*): .*",
        "$1 of the instance have no place in the other version");
  }

  private RefusalText() {}

  private static void word(String pattern, String words) {
    WORDS.put(Pattern.compile(pattern, Pattern.DOTALL), words);
  }

  /** Translates failures; what is not known is quoted. */
  static String of(List<String> failures, String target) {
    return failures.stream()
        .map(failure -> translated(failure, target))
        .distinct()
        .collect(Collectors.joining(", and "));
  }

  private static String translated(String failure, String target) {
    for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
      Matcher matcher = word.getKey().matcher(failure);
      if (matcher.matches()) {
        return matcher.replaceFirst(word.getValue()).replace("@", target);
      }
    }
    return "the process engine refuses it: " + failure;
  }
}
