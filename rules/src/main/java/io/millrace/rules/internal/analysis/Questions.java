// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.AskingItem;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Question.Above;
import io.millrace.rules.internal.Question.AnyWord;
import io.millrace.rules.internal.Question.AtLeast;
import io.millrace.rules.internal.Question.AtMost;
import io.millrace.rules.internal.Question.Below;
import io.millrace.rules.internal.Question.InEmptyList;
import io.millrace.rules.internal.Question.Known;
import io.millrace.rules.internal.Question.Not;
import io.millrace.rules.internal.Question.OneOf;
import io.millrace.rules.internal.Question.Other;
import io.millrace.rules.internal.Question.Phrase;
import io.millrace.rules.internal.Question.True;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the analysis knows about questions: which part of an item they look at, and how a real item
 * answers them. A new kind of question has to be named here; until then, the rules that ask it are
 * reported as not analysed.
 */
final class Questions {
  private Questions() {}

  /** Whether the question is about title and description as words. */
  static boolean isAboutText(Question question) {
    return question instanceof AnyWord || question instanceof Phrase;
  }

  /** For how many words or phrases it looks in the text. */
  static int words(Question question) {
    return question instanceof AnyWord any ? any.words().size() : isAboutText(question) ? 1 : 0;
  }

  /** The fact that the question is about; empty if it is about the text, or not understood. */
  static Optional<String> fact(Question question) {
    if (question instanceof Known one) {
      return Optional.of(one.fact());
    } else if (question instanceof OneOf one) {
      return Optional.of(one.fact());
    } else if (question instanceof AtLeast one) {
      return Optional.of(one.fact());
    } else if (question instanceof Below one) {
      return Optional.of(one.fact());
    } else if (question instanceof Above one) {
      return Optional.of(one.fact());
    } else if (question instanceof AtMost one) {
      return Optional.of(one.fact());
    } else if (question instanceof InEmptyList one) {
      return Optional.of(one.fact());
    } else if (question instanceof Not not) {
      return fact(not.question());
    } else if (question instanceof True one) {
      return Optional.of(one.fact());
    } else if (question instanceof Other one) {
      return asMethod(one).map(method -> one.fact());
    }
    return Optional.empty();
  }

  /** Whether the analysis can work out which items the question holds for. */
  static boolean isUnderstood(Question question) {
    return isAboutText(question) || fact(question).isPresent();
  }

  /** How an item answers a question that is understood. */
  static boolean test(DefaultItem item, Question question) {
    return question instanceof Other other
        ? asMethod(other).orElseThrow().test(item)
        : item.test(question);
  }

  static boolean isKindName(Question question) {
    return question instanceof Other other && asks(Questions.namesKind(other)).equals(other);
  }

  static boolean isLevelName(Question question) {
    return question instanceof Other other && asks(namesLevel(other)).equals(other);
  }

  /** The number that the question compares the fact with; empty if it is about something else. */
  static OptionalDouble bound(Question question) {
    if (question instanceof AtLeast one) {
      return OptionalDouble.of(one.number());
    } else if (question instanceof Below one) {
      return OptionalDouble.of(one.number());
    } else if (question instanceof Above one) {
      return OptionalDouble.of(one.number());
    } else if (question instanceof AtMost one) {
      return OptionalDouble.of(one.number());
    }
    return OptionalDouble.empty();
  }

  static boolean isRouted(Question question) {
    return question instanceof Other other && asks(Questions.routed(other)).equals(other);
  }

  static boolean isSampled(Question question) {
    return question instanceof Other other && asks(Item::isSampled).equals(other);
  }

  /**
   * The method of an item that asks this, of those that answer yes or no. Other questions are notes
   * that a value was read as a whole; what follows from the value is not known.
   */
  private static Optional<Predicate<Item>> asMethod(Other other) {
    return Stream.<Predicate<Item>>of(
            namesKind(other), namesLevel(other), routed(other), Item::isSampled)
        .filter(method -> asks(method).equals(other))
        .findFirst();
  }

  private static Predicate<Item> namesKind(Other other) {
    return item -> item.namesKind(other.fact());
  }

  private static Predicate<Item> namesLevel(Other other) {
    return item -> item.namesLevel(other.fact());
  }

  private static Predicate<Item> routed(Other other) {
    return item -> item.isRouted(other.fact());
  }

  private static Question asks(Predicate<Item> method) {
    List<Question> asked = new ArrayList<>();
    AskingItem.Answers noting =
        (question, real) -> {
          asked.add(question);
          return real;
        };
    boolean unused = method.test(new AskingItem(Items.EMPTY, noting));
    return asked.get(0);
  }
}
