// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.internal.table.CsvLines.Line;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings of a table. For one thread; they come before the grid. */
final class TableSettings {
  /** Every word that a line of settings may begin with. */
  static final Set<String> KEYS =
      Set.of("table", "point", "hit", "strength", "gaps", "score", "output", "band");

  private static final int DEFAULT_STRENGTH = 50;
  private static final int MAX_STRENGTH = 100;
  private static final int LONGEST_NAME = 100;
  private static final String SUM_ADVICE = "write lines such as 'output,risk' and 'band,10,high'";
  private static final Pattern STRENGTH = Pattern.compile("[0-9]{1,3}");

  private final FileProblems problems;
  private final Settings settings;
  private final Bands bands;

  TableSettings(FileProblems problems) {
    this.problems = problems;
    this.settings = new Settings(KEYS, "a line that has a column 'when <fact>'", problems);
    this.bands = new Bands("band", problems);
  }

  void accept(Line line) {
    if (line.field(0).equals("band")) {
      bands.accept(line);
    } else {
      settings.accept(line);
    }
  }

  boolean isEmpty() {
    return settings.isEmpty() && bands.isEmpty();
  }

  HitPolicy hit() {
    String value = settings.find("hit");
    if (value == null) {
      return HitPolicy.FIRST;
    }
    return switch (value) {
      case "all" -> HitPolicy.ALL;
      case "sum" -> HitPolicy.SUM;
      default -> HitPolicy.FIRST;
    };
  }

  boolean isAboutPriority() {
    return DecisionPoint.PRIORITY.name().equals(point());
  }

  /** As written; empty if it is missing. */
  String point() {
    String value = settings.find("point");
    return value == null ? "" : value;
  }

  int strength() {
    String value = settings.find("strength");
    return value == null ? DEFAULT_STRENGTH : strength(value).orElse(DEFAULT_STRENGTH);
  }

  /** A strength; empty if it is none. */
  static OptionalInt strength(String text) {
    if (!STRENGTH.matcher(text).matches()) {
      return OptionalInt.empty();
    }
    int strength = Integer.parseInt(text);
    return strength < 1 || strength > MAX_STRENGTH ? OptionalInt.empty() : OptionalInt.of(strength);
  }

  /** Whether a name of a table or rule can be part of a full name. */
  static boolean isName(String text) {
    return text.length() <= LONGEST_NAME && text.indexOf('/') < 0;
  }

  /** Checks everything that does not depend on the grid. Null if there is a problem. */
  @Nullable Checked check() {
    String name = settings.required("table", "add a line like 'table,routing by service'");
    if (!isName(name)) {
      wrong("table", "have at most 100 characters and no '/'", "shorten it, or use a hyphen");
    }
    DecisionPoint point = checkedPoint();
    checkWord("hit", Set.of("first", "all", "sum"), "write first, all or sum");
    checkWord("gaps", Set.of("allowed"), "write 'gaps,allowed', or delete the line");
    String strength = settings.find("strength");
    if (strength != null && strength(strength).isEmpty()) {
      wrong("strength", "be a whole number from 1 to 100", "write a number like 60");
    }
    if (hit() == HitPolicy.SUM) {
      checkSum();
    } else {
      checkNoSum();
    }
    return problems.any() || point == null
        ? null
        : new Checked(name, point, hit(), strength(), settings.find("gaps") != null, scoring(name));
  }

  /**
   * Settings without a problem.
   *
   * @param scoring what the sum gives, if points are added
   */
  record Checked(
      String name,
      DecisionPoint point,
      HitPolicy hit,
      int strength,
      boolean gapsAllowed,
      @Nullable Scoring scoring) {}

  private @Nullable Scoring scoring(String name) {
    return hit() == HitPolicy.SUM
        ? new Scoring(
            name, settings.find("output"), settings.find("score"), bands.sorted(), strength())
        : null;
  }

  private @Nullable DecisionPoint checkedPoint() {
    String name = settings.required("point", "add a line like 'point,routing'");
    if (name.isEmpty()) {
      return null;
    }
    try {
      return new DecisionPoint(name);
    } catch (InvalidInputException e) {
      wrong(
          "point",
          "name a decision point by lower-case words joined by hyphens",
          "write it like 'class-of-service'");
      return null;
    }
  }

  private void checkSum() {
    String output = settings.find("output");
    String score = settings.find("score");
    if ((output != null) == bands.isEmpty()) {
      problems.add(
          output != null ? settings.line("output") : bands.firstLine(),
          "Expected 'output' and 'band' together, but there is only one of them.",
          SUM_ADVICE);
    } else if (output == null && score == null) {
      problems.add(
          settings.line("hit"),
          "Expected a table that adds points to give something, but it has neither 'output' with "
              + "bands nor 'score'.",
          SUM_ADVICE);
    } else if (output != null && output.equals(score)) {
      wrong("score", "be another output than 'output'", "name the output that gets the number");
    }
  }

  private void checkNoSum() {
    for (String key : List.of("output", "score")) {
      if (settings.find(key) != null) {
        noSum(settings.line(key), key);
      }
    }
    if (!bands.isEmpty()) {
      noSum(bands.firstLine(), "band");
    }
  }

  private void noSum(int line, String key) {
    problems.add(
        line,
        "Expected the setting '" + key + "' in a table that adds points only, but it is here.",
        "add 'hit,sum', or delete the line");
  }

  private void checkWord(String key, Set<String> words, String advice) {
    String value = settings.find(key);
    if (value != null && !value.isEmpty() && !words.contains(value)) {
      wrong(key, "be one of the known words", advice);
    }
  }

  private void wrong(String key, String what, String advice) {
    problems.add(
        settings.line(key),
        "Expected the setting '"
            + key
            + "' to "
            + what
            + ", but it is "
            + FileProblems.quoted(String.valueOf(settings.find(key)))
            + ".",
        advice);
  }
}
