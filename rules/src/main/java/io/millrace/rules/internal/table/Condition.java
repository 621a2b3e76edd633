// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.AskedItem;
import io.millrace.rules.internal.Question;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Holds if one of the questions does. It asks them in order. */
record Condition(List<Question> anyOf) implements Predicate<Item> {

  static Condition of(Question question) {
    return new Condition(List.of(question));
  }

  /**
   * @throws ClassCastException if the item is none of ours
   */
  @Override
  public boolean test(Item item) {
    AskedItem asked = (AskedItem) item;
    for (int i = 0; i < anyOf.size(); i++) {
      if (asked.test(anyOf.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** In plain words, as what has to hold. */
  String wording() {
    return String.join(" or ", anyOf.stream().map(Question::wording).toList());
  }

  /** The one fact that it asks about; null if it asks for words of the text, or several facts. */
  @Nullable String fact() {
    String fact = null;
    for (Question question : anyOf) {
      String one = fact(question);
      if (one == null || fact != null && !fact.equals(one)) {
        return null;
      }
      fact = one;
    }
    return fact;
  }

  /** Adds the texts that it names, folded; false if it asks about the value in another way. */
  boolean collectTexts(Set<String> texts) {
    boolean textsOnly = true;
    for (Question question : anyOf) {
      textsOnly &= collectTexts(question, texts);
    }
    return textsOnly;
  }

  private static boolean collectTexts(Question question, Set<String> texts) {
    if (question instanceof Question.OneOf one) {
      one.values().forEach(value -> texts.add(RowIndex.folded(value)));
      return true;
    } else if (question instanceof Question.Not not) {
      return collectTexts(not.question(), texts);
    }
    return question instanceof Question.Known;
  }

  private static @Nullable String fact(Question question) {
    if (question instanceof Question.Known known) {
      return known.fact();
    } else if (question instanceof Question.OneOf one) {
      return one.fact();
    } else if (question instanceof Question.AtLeast bound) {
      return bound.fact();
    } else if (question instanceof Question.Below bound) {
      return bound.fact();
    } else if (question instanceof Question.Above bound) {
      return bound.fact();
    } else if (question instanceof Question.AtMost bound) {
      return bound.fact();
    } else if (question instanceof Question.Not not) {
      return fact(not.question());
    }
    return null;
  }
}
