// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells below {@code when text}: {@code |} separates alternatives, {@code &} joins what all has to
 * be there; several words are a phrase. Every word is just a word here, also "not" and "missing".
 */
final class WordTest {
  private WordTest() {}

  static CellTest parse(String cell) throws CellProblem {
    if (CellTest.isAnything(cell)) {
      return new CellTest(List.of(), "");
    }
    List<Condition> conditions = new ArrayList<>();
    List<String> wordings = new ArrayList<>();
    for (String group : cell.split("&", -1)) {
      List<List<String>> alternatives = new ArrayList<>();
      for (String alternative : group.split("\\|", -1)) {
        alternatives.add(words(alternative));
      }
      conditions.add(condition(alternatives));
      wordings.add(
          CellTest.either(
              alternatives.stream().map(words -> "'" + String.join(" ", words) + "'").toList(),
              "",
              "",
              " or "));
    }
    return new CellTest(
        List.copyOf(conditions), "the text mentions " + String.join(" and also ", wordings));
  }

  /** The words alone are one question, each phrase another. */
  private static Condition condition(List<List<String>> alternatives) {
    List<String> single = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (List<String> words : alternatives) {
      if (words.size() == 1) {
        single.add(words.get(0));
      } else {
        questions.add(new Question.Phrase(words));
      }
    }
    if (!single.isEmpty()) {
      questions.add(0, new Question.AnyWord(List.copyOf(single)));
    }
    return new Condition(List.copyOf(questions));
  }

  private static List<String> words(String text) throws CellProblem {
    List<String> words = Text.wordsOf(text);
    if (words.isEmpty()) {
      throw new CellProblem(
          FileProblems.quoted(Fields.stripped(text)) + " holds no word",
          "write words of letters and digits, such as 'vpn | blue screen'");
    }
    return List.copyOf(words);
  }
}
