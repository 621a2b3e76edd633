package io.millrace.rules.internal;

import java.util.ArrayList;
import java.util.List;

/** What the conditions of a rule have asked an item. For one thread. */
final class Questions {
  private final List<String> wordings = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private boolean wordsOnly = true;

  /** Asked whether one of the words is in the text. */
  void anyWord(String... anyOf) {
    wordings.add("the text mentions '" + String.join("' or '", anyOf) + "'");
    words.addAll(List.of(anyOf));
  }

  /** Asked whether the words are in the text, one after the other. */
  void phrase(String... phrase) {
    wordings.add("the text says '" + String.join(" ", phrase) + "'");
    words.add(phrase[0]);
  }

  /** Asked something that is not about the text. */
  void other(String wording) {
    wordings.add(wording);
    wordsOnly = false;
  }

  /** The questions in plain words. */
  String wording() {
    return String.join(", or ", wordings);
  }

  /** The words asked for; of a phrase, the first one. */
  List<String> words() {
    return words;
  }

  /** Whether nothing but words of the text was asked for. */
  boolean isWordsOnly() {
    return wordsOnly;
  }
}
