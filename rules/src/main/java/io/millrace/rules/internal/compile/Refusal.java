// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import com.github.javaparser.ast.Node;

/**
 * Why a rule is refused. Immutable.
 *
 * @param line the line in its file
 * @param problem the end of the sentence that begins with "Expected the rule 'x'"
 * @param advice what to do about it
 */
record Refusal(int line, String problem, String advice) {
  private static final int LONGEST_QUOTE = 60;

  /** A rule that does something else than asking and proposing. */
  static Refusal does(int line, String what, String advice) {
    return new Refusal(line, "to only ask the item and make proposals, but it " + what, advice);
  }

  /** What the author wrote. */
  static String quote(Node node) {
    return quote(node.getTokenRange().map(Object::toString).orElseGet(node::toString));
  }

  /** A piece of source in one line and of bounded length, fit for a message. */
  static String quote(String source) {
    String line = source.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
  }
}
