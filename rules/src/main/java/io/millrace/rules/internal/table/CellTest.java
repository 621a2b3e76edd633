// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.Question;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a cell below a {@code when} column asks.
 *
 * @param conditions all of them have to hold; none if anything will do
 * @param wording in plain words, for the reason; empty if anything will do
 */
record CellTest(List<Condition> conditions, String wording) {
  private static final CellTest ANYTHING = new CellTest(List.of(), "");
  private static final int SHOWN = 5;
  private static final int LONGEST = 60;

  static CellTest one(Question question, String wording) {
    return new CellTest(List.of(Condition.of(question)), wording);
  }

  /** Understands a cell below {@code when <fact>}. */
  static CellTest parse(String fact, String cell) throws CellProblem {
    String text = Fields.stripped(cell.replace('\u00A0', ' '));
    if (isAnything(text)) {
      return ANYTHING;
    }
    return switch (text.charAt(0)) {
      case '>', '<', '=', '[', '(' -> NumberTest.parse(fact, text);
      case '!' -> throw new CellProblem("'!' has no meaning here", "write 'not a | b'");
      default -> words(fact, text);
    };
  }

  static boolean isAnything(String text) {
    return text.isEmpty() || text.equals("-");
  }

  private static CellTest words(String fact, String text) throws CellProblem {
    if (text.equals("known")) {
      return one(new Question.Known(fact), fact + " is known");
    }
    if (text.equals("missing")) {
      return one(new Question.Not(new Question.Known(fact)), fact + " is missing");
    }
    boolean negative = text.equals("not") || text.startsWith("not ");
    List<String> values = Alternatives.of(negative ? text.substring("not".length()) : text);
    Question oneOf = new Question.OneOf(fact, values);
    return negative
        ? one(new Question.Not(oneOf), fact + " is " + either(values, "not ", "neither ", " nor "))
        : one(oneOf, fact + " is " + either(values, "", "", " or "));
  }

  /** A few of the values as a list in words. */
  static String either(List<String> values, String beforeOne, String beforeMany, String between) {
    String shown =
        values.stream()
            .limit(SHOWN)
            .map(value -> FileProblems.shortened(value, LONGEST))
            .collect(Collectors.joining(between));
    int rest = values.size() - SHOWN;
    return (values.size() == 1 ? beforeOne : beforeMany)
        + shown
        + (rest > 0 ? between + rest + " others" : "");
  }
}
