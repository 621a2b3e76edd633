// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Question.Above;
import io.millrace.rules.internal.Question.AtLeast;
import io.millrace.rules.internal.Question.AtMost;
import io.millrace.rules.internal.Question.Below;
import java.util.List;

/** Cells that test a number: {@code >= 4}, {@code = 4}, {@code [4..8)}. */
final class NumberTest {
  private static final String ADVICE =
      Amount.ADVICE + ", or put the cell in double quotes if it is meant as text";

  private NumberTest() {}

  static CellTest parse(String fact, String text) throws CellProblem {
    char first = text.charAt(0);
    if (first == '[' || first == '(') {
      return interval(fact, text);
    }
    if (text.startsWith(">=")) {
      Amount amount = amount(text.substring(2));
      return bound(new AtLeast(fact, amount.value()), fact + " is at least ", amount);
    }
    if (text.startsWith("<=")) {
      Amount amount = amount(text.substring(2));
      return bound(new AtMost(fact, amount.value()), fact + " is at most ", amount);
    }
    Amount amount = amount(text.substring(1));
    return switch (first) {
      case '>' -> bound(new Above(fact, amount.value()), fact + " is above ", amount);
      case '<' -> bound(new Below(fact, amount.value()), fact + " is below ", amount);
      default ->
          both(
              new AtLeast(fact, amount.value()),
              new AtMost(fact, amount.value()),
              fact + " is " + amount.written());
    };
  }

  private static CellTest interval(String fact, String text) throws CellProblem {
    char last = text.charAt(text.length() - 1);
    int dots = text.indexOf("..");
    if (dots < 0 || last != ']' && last != ')') {
      throw new CellProblem(
          FileProblems.quoted(text) + " is no interval",
          "write intervals like [4..8], [4..8) or (4..8), or put the cell in double quotes if it "
              + "is meant as text");
    }
    Amount from = amount(text.substring(1, dots));
    Amount to = amount(text.substring(dots + 2, text.length() - 1));
    boolean open = text.charAt(0) == '(' || last == ')';
    if (from.value() > to.value() || open && from.value() == to.value()) {
      throw new CellProblem(
          "no number is in " + FileProblems.quoted(text), "write the smaller number first");
    }
    boolean above = text.charAt(0) == '(';
    boolean below = last == ')';
    return both(
        above ? new Above(fact, from.value()) : new AtLeast(fact, from.value()),
        below ? new Below(fact, to.value()) : new AtMost(fact, to.value()),
        fact
            + (above ? " is above " : " is at least ")
            + from.written()
            + (below ? " and below " : " and at most ")
            + to.written());
  }

  private static CellTest bound(Question question, String wording, Amount amount) {
    return CellTest.one(question, wording + amount.written());
  }

  /** Two conditions, so that an explanation names the one that failed. */
  private static CellTest both(Question lower, Question upper, String wording) {
    return new CellTest(List.of(Condition.of(lower), Condition.of(upper)), wording);
  }

  private static Amount amount(String text) throws CellProblem {
    String number = Fields.stripped(text);
    Amount amount = Amount.find(number);
    if (amount == null) {
      throw new CellProblem(FileProblems.quoted(number) + " is no number", ADVICE);
    }
    return amount;
  }
}
