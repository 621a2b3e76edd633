// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import org.drools.drl.ast.descr.RuleDescr;

/**
 * A rule as the parser read it, with its file.
 *
 * @param file the file
 * @param packageName the package
 * @param descr what the parser read
 */
record ParsedRule(RuleFile file, String packageName, RuleDescr descr) {

  String name() {
    return descr.getName();
  }

  String path() {
    return file.path();
  }

  int line() {
    return descr.getLine();
  }

  RulePlace place() {
    return new RulePlace(packageName, name(), path(), line());
  }

  /** Its source. */
  String text() {
    int start = Math.max(0, descr.getStartCharacter());
    int end = Math.min(file.text().length(), descr.getEndCharacter() + 1);
    return start < end ? file.text().substring(start, end) : "";
  }

  /** What stands between {@code then} and {@code end}. */
  String consequence() {
    return descr.getConsequence() instanceof String text ? text : "";
  }

  /** The line in the file of a line of the consequence; the parser leaves out leading lines. */
  int consequenceLine(int line) {
    int begin = text().lastIndexOf(consequence());
    if (begin < 0 || consequence().isBlank()) {
      return descr.getConsequenceLine();
    }
    int before = (int) text().substring(0, begin).chars().filter(c -> c == '\n').count();
    return line() + before + line - 1;
  }

  /**
   * The first of its lines that holds the first of the texts, or else the next one; the line on
   * which it begins if none is found.
   */
  int lineOf(String... needles) {
    String[] lines = text().split("\n", -1);
    for (String needle : needles) {
      String wanted = needle.strip();
      for (int i = 0; i < lines.length && !wanted.isEmpty(); i++) {
        if (lines[i].contains(wanted)) {
          return line() + i;
        }
      }
    }
    return line();
  }
}
