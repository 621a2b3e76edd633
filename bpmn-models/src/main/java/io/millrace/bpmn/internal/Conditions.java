// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The grammar of conditions: comparisons of a variable with a text, joined by {@code &&} or {@code
 * ||}, such as <code>${verify_result == 'restored'}</code>.
 */
final class Conditions {
  /** One comparison of a condition. */
  record Comparison(String variable, String literal) {}

  private static final String COMPARISON = "\\s*([A-Za-z]\\w*)\\s*(?:==|!=)\\s*'([^'\\\\]*)'\\s*";
  private static final Pattern ONE = Pattern.compile(COMPARISON);
  private static final Pattern WHOLE =
      Pattern.compile("\\$\\{" + COMPARISON + "(?:(?:&&|\\|\\|)" + COMPARISON + ")*+\\}");

  /** What a refused condition should look like. */
  static final String ADVICE =
      "compare variables with texts, like ${verify_result == 'restored'}, joined by && or ||";

  private Conditions() {}

  static boolean isValid(String condition) {
    return condition.length() <= 1000 && WHOLE.matcher(condition).matches();
  }

  /** The comparisons of a valid condition. */
  static List<Comparison> comparisons(String condition) {
    List<Comparison> all = new ArrayList<>();
    Matcher matcher = ONE.matcher(condition);
    while (matcher.find()) {
      all.add(new Comparison(matcher.group(1), matcher.group(2)));
    }
    return all;
  }
}
