// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The parts of the reference that are lists of their own; tests hold them against the code. */
final class ReferenceLists {
  /** How each number is worked out. */
  static final Map<String, String> FORMULAS = formulas();

  /** The keys of {@code pack.yaml}. */
  static final Map<String, String> KEYS = keys();

  /** The keys below {@code settings}. */
  static final Map<String, String> SETTINGS = settings();

  private static final long MIB = 1 << 20;
  private static final long KIB = 1 << 10;

  private ReferenceLists() {}

  static void numbers(Markdown page) {
    page.heading(2, "Numbers that are worked out");
    page.text(
        "At the instant of the decision, from other facts; unknown if one of these is. A fact of the"
            + " same name wins. Times are in hours, weeks have seven days.");
    page.table("number", "unit", "formula");
    FORMULAS.forEach(
        (name, formula) -> {
          String[] parts = formula.split(": ", 2);
          page.row(Markdown.code(name), parts[0], parts[1]);
        });
    page.end();
  }

  static void settings(Markdown page) {
    page.heading(2, "pack.yaml");
    page.table("key", "what it holds");
    KEYS.forEach((key, meaning) -> page.row(Markdown.code(key), meaning));
    page.end();
    page.table("below `settings`", "what it holds");
    SETTINGS.forEach((key, meaning) -> page.row(Markdown.code(key), meaning));
    page.end();
  }

  static void limits(Markdown page) {
    page.heading(2, "Limits");
    page.table("what", "at most");
    limit(page, "files in a pack", "PackSource", "MAX_FILES");
    size(page, "a file of a pack", "PackSource", "MAX_FILE");
    size(page, "all files of a pack", "PackSource", "MAX_TOTAL");
    limit(page, "lines of a table", "internal/table/CsvForm", "MAX_LINES");
    limit(page, "columns of a table", "internal/table/CsvForm", "MAX_COLUMNS");
    limit(page, "characters of a cell", "internal/table/CsvForm", "MAX_FIELD");
    limit(page, "characters of a value", "internal/table/RowReader", "LONGEST_VALUE");
    limit(page, "characters of a reason", "internal/table/RowReader", "LONGEST_REASON");
    limit(page, "strength", "internal/table/TableSettings", "MAX_STRENGTH");
    limit(page, "levels of nesting in YAML", "internal/yaml/YamlFile", "DEEPEST");
    limit(page, "rules in a tenant's pack", "internal/compile/RuleCompiler", "MOST_RULES");
    size(page, "a file of tenant's rules", "internal/compile/TextCheck", "LARGEST_FILE");
    limit(page, "firings of rules in a decision", "internal/DefaultProposals", "MAX_FIRINGS");
    limit(page, "characters of title and description read", "internal/Text", "LONGEST");
    page.end();
  }

  private static void limit(Markdown page, String what, String source, String constant) {
    page.row(what, String.format(Locale.ROOT, "%,d", JavaSource.of(source).number(constant)));
  }

  private static void size(Markdown page, String what, String source, String constant) {
    long bytes = JavaSource.of(source).number(constant);
    page.row(what, bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / KIB + " KiB");
  }

  private static Map<String, String> formulas() {
    Map<String, String> formulas = new LinkedHashMap<>();
    formulas.put("age", "hours: now - `openedAt`");
    formulas.put("timeToDue", "hours: `dueAt` - now; negative when it is overdue");
    formulas.put("dueUsed", "percent: 100 x (now - `openedAt`) / (`dueAt` - `openedAt`)");
    formulas.put(
        "timeToStart", "hours: `dueAt` - 1.5 x `durationDays` - now: the latest sensible start");
    formulas.put("timeToPenalty", "hours: `penaltyAt` - now");
    formulas.put(
        "costOfDelay",
        "money per week: `valuePerWeek` + `penalty` / weeks until `penaltyAt` (at least 1; nothing"
            + " once it has passed); either part alone if the other is unknown. After Reinertsen,"
            + " The Principles of Product Development Flow (2009); the spreading is ours");
    formulas.put("wsjf", "money per week and week: `costOfDelay` x 7 / `durationDays`");
    return formulas;
  }

  private static Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("pack", "its id: letters, digits, `.`, `_`, `-`; required");
    keys.put("version", "in quotes; required. Other content needs another version");
    keys.put("owner", "who answers for it; required");
    keys.put("description", "one sentence");
    keys.put("settings", "values of the layers below that it changes, see below");
    keys.put(
        "points",
        "decision points of its own, with the list of their outputs; one that an item need not get"
            + " ends with `?`");
    keys.put("facts", "facts of its own that the host supplies: name and meaning");
    keys.put("disable", "rules and tables of lower layers to switch off, by full name");
    keys.put(
        "lock",
        "rules and tables by full name, settings and tables of guardrails by theirs, or all of a"
            + " decision point by its name, that the layers above have to leave as they are");
    keys.put("coverage", "the percentage that its scenarios have to run through; 0 to 100");
    return keys;
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("default-team", "the team that takes what no route matches");
    settings.put("feedback-rate", "the share of items that are asked for feedback, 0 to 1");
    settings.put(
        "priority-matrix", "a built-in matrix; a matrix of your own is a file in `tables`");
    settings.put("pull-order", "a list of criteria, see [pull order](#pull-order)");
    return settings;
  }
}
