// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.List;

/** What a condition asks an item. Every condition is made of these. */
public sealed interface Question {

  /** In plain words, as what has to hold. */
  String wording();

  /** Is one of the words in the text? */
  record AnyWord(List<String> words) implements Question {
    @Override
    public String wording() {
      return "the text mentions '" + String.join("' or '", words) + "'";
    }
  }

  /** Are the words in the text, one after the other? */
  record Phrase(List<String> words) implements Question {
    @Override
    public String wording() {
      return "the text says '" + String.join(" ", words) + "'";
    }
  }

  /** Is the fact known and not blank? */
  record Known(String fact) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is known";
    }
  }

  /** Is the fact one of these texts? */
  record OneOf(String fact, List<String> values) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is '" + String.join("' or '", values) + "'";
    }
  }

  /** Is the fact a number, and at least this one? */
  record AtLeast(String fact, double number) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is at least " + plain(number);
    }
  }

  /** Is the fact a number, and below this one? */
  record Below(String fact, double number) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is below " + plain(number);
    }
  }

  /** Is the fact a number, and above this one? */
  record Above(String fact, double number) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is above " + plain(number);
    }
  }

  /** Is the fact a number, and at most this one? */
  record AtMost(String fact, double number) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is at most " + plain(number);
    }
  }

  /** Does the other question not hold? It need not be known why not. */
  record Not(Question question) implements Question {
    @Override
    public String wording() {
      if (question instanceof Known known) {
        return "the fact '" + known.fact() + "' is not known";
      }
      if (question instanceof OneOf one) {
        return "the fact '" + one.fact() + "' is not '" + String.join("' or '", one.values()) + "'";
      }
      return "it is not so that " + question.wording();
    }
  }

  /** Is the fact true? */
  record True(String fact) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is true";
    }
  }

  /** Is a text of the fact in the list of this name? The list is empty, so it never is. */
  record InEmptyList(String list, String fact) implements Question {
    @Override
    public String wording() {
      return "the fact '" + fact + "' is in the list '" + list + "', which is empty";
    }
  }

  /** Something else: it depends on the tables of the pack, or on a value as a whole. */
  record Other(String what, String fact) implements Question {
    @Override
    public String wording() {
      return what;
    }
  }

  /** A number without needless digits. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
