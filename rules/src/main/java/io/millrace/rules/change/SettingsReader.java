package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.CsvRows.Row;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the tables of guardrails and collects every problem. Used once, by one thread. */
final class SettingsReader {
  static final String MODES = "tables/guardrails.csv";
  static final String WAIVERS = "tables/waivers.csv";
  static final String QUESTIONS = "tables/risk-questions.csv";

  private static final List<String> MODE_COLUMNS = List.of("guardrail", "mode");
  private static final List<String> WAIVER_COLUMNS =
      List.of("guardrail", "fact", "value", "owner", "reason", "expires");
  private static final List<String> QUESTION_COLUMNS = List.of("fact", "answer", "points");

  private final GuardrailSettings base;
  private final PackSource pack;
  private final List<PackProblem> problems;
  private final Map<String, Integer> seen = new LinkedHashMap<>();
  private String file = "";

  SettingsReader(GuardrailSettings base, PackSource pack, List<PackProblem> problems) {
    this.base = base;
    this.pack = pack;
    this.problems = problems;
  }

  GuardrailSettings read() {
    GuardrailSettings.Builder settings = base.toBuilder();
    table(MODES, MODE_COLUMNS, row -> setting(settings, row), row -> mode(settings, row));
    if (pack.has(WAIVERS)) {
      List<Waiver> waivers = new ArrayList<>();
      table(WAIVERS, WAIVER_COLUMNS, this::noSetting, row -> waiver(waivers, row));
      settings.waivers(waivers);
    }
    if (pack.has(QUESTIONS)) {
      questionnaire(settings);
    }
    try {
      return settings.build();
    } catch (InvalidInputException e) {
      file = MODES;
      problem(0, e);
      return base;
    }
  }

  private void questionnaire(GuardrailSettings.Builder settings) {
    TreeMap<Integer, RiskLevel> bands = new TreeMap<>();
    Map<String, Map<String, Integer>> answers = new LinkedHashMap<>();
    int before = problems.size();
    table(QUESTIONS, QUESTION_COLUMNS, row -> band(bands, row), row -> answer(answers, row));
    if (problems.size() == before) {
      check(
          0,
          () -> {
            List<RiskQuestion> questions = new ArrayList<>();
            answers.forEach((fact, points) -> questions.add(new RiskQuestion(fact, points)));
            settings.questionnaire(new RiskQuestionnaire(questions, bands));
          });
    }
  }

  /** Reads a file: rows before the one with the columns' names are settings. */
  private void table(
      String path, List<String> columns, Consumer<Row> settings, Consumer<Row> entries) {
    if (!pack.has(path)) {
      return;
    }
    file = path;
    seen.clear();
    int before = problems.size();
    boolean started = false;
    for (Row row : CsvRows.read(path, pack.bytes(path), problems)) {
      if (started) {
        if (isFull(row, columns)) {
          entries.accept(row);
        }
      } else if (row.fields().stream().map(RiskQuestion::key).toList().equals(columns)) {
        started = true;
      } else {
        settings.accept(row);
      }
    }
    if (!started && !path.equals(MODES) && problems.size() == before) {
      String header = String.join(",", columns);
      problem(0, "Expected a line '" + header + "', but there is none.", "add it above the rows");
    }
  }

  private boolean isFull(Row row, List<String> columns) {
    boolean full =
        row.fields().size() == columns.size() && row.fields().stream().noneMatch(String::isEmpty);
    if (!full) {
      problem(
          row.line(),
          "Expected "
              + columns.size()
              + " values ("
              + String.join(", ", columns)
              + "), but got "
              + row.fields()
              + ".",
          "fill every column, with quotes around a value that holds a comma");
    }
    return full;
  }

  private void noSetting(Row row) {
    problem(
        row.line(),
        "Expected the line '"
            + String.join(",", WAIVER_COLUMNS)
            + "' first, but got '"
            + row.field(0)
            + "'.",
        "add it above the rows");
  }

  private void setting(GuardrailSettings.Builder settings, Row row) {
    String name = row.field(1);
    boolean isList = row.field(0).equals("list");
    boolean fits = isList ? row.fields().size() >= 2 : row.fields().size() == 3;
    if (!List.of("limit", "list", "approver").contains(row.field(0))
        || !fits
        || row.fields().stream().anyMatch(String::isEmpty)) {
      problem(
          row.line(),
          "Expected 'limit,<name>,<number>', 'list,<name>,<text>,...', 'approver,<name>,<role>' or "
              + "the line 'guardrail,mode', but got "
              + row.fields()
              + ".",
          "correct the line");
    } else if (isNew(row, row.field(0) + " '" + name + "'") && isKnown(row, name)) {
      check(row.line(), () -> set(settings, row, name));
    }
  }

  /** A misspelt limit would be no limit: only names that the settings have can be set. */
  private boolean isKnown(Row row, String name) {
    Set<String> names =
        switch (row.field(0)) {
          case "limit" -> base.limits().keySet();
          case "list" -> base.lists().keySet();
          default -> base.approvers().keySet();
        };
    if (!names.contains(name)) {
      problem(
          row.line(),
          "Expected a known "
              + row.field(0)
              + " ("
              + String.join(", ", names)
              + "), but got '"
              + name
              + "'.",
          "correct the name, or have the host add it to its settings first");
    }
    return names.contains(name);
  }

  private void set(GuardrailSettings.Builder settings, Row row, String name) {
    switch (row.field(0)) {
      case "limit" -> {
        Double number = decimal(row.field(2));
        if (number == null) {
          problem(
              row.line(),
              "Expected the limit '"
                  + name
                  + "' to be a number such as 50 or 0.5, but it is '"
                  + row.field(2)
                  + "'.",
              "write digits, with a point if need be");
        } else {
          Settings.limits(Map.of(name, number));
          settings.limit(name, number);
        }
      }
      case "list" -> {
        List<String> texts = row.fields().subList(2, row.fields().size());
        Settings.lists(Map.of(name, texts));
        settings.list(name, texts);
      }
      default -> {
        Settings.approvers(Map.of(name, row.field(2)));
        settings.approver(name, row.field(2));
      }
    }
  }

  private void mode(GuardrailSettings.Builder settings, Row row) {
    Optional<Mode> mode = Mode.find(row.field(1));
    if (mode.isEmpty()) {
      problem(
          row.line(),
          "Expected the mode of '"
              + row.field(0)
              + "' to be off, shadow, warn or enforce, but it "
              + "is '"
              + row.field(1)
              + "'.",
          "write one of these");
    }
    check(row.line(), () -> Settings.requireGuardrail(row.field(0)));
    if (isNew(row, "guardrail '" + row.field(0) + "'")) {
      mode.ifPresent(value -> settings.mode(row.field(0), value));
    }
  }

  private void waiver(List<Waiver> waivers, Row row) {
    try {
      OffsetDateTime expires = OffsetDateTime.parse(row.field(5));
      check(
          row.line(),
          () ->
              waivers.add(
                  new Waiver(
                      row.field(0),
                      row.field(1),
                      row.field(2),
                      row.field(3),
                      row.field(4),
                      expires.toInstant())));
    } catch (DateTimeException e) {
      problem(
          row.line(),
          "Expected the waiver for '"
              + row.field(0)
              + "' to expire at an instant, but it is '"
              + row.field(5)
              + "'.",
          "write it with a zone, such as 2026-12-20T00:00:00Z");
    }
  }

  private void band(TreeMap<Integer, RiskLevel> bands, Row row) {
    Integer points = points(row.field(1));
    Optional<RiskLevel> level = RiskLevel.find(row.field(2));
    if (!row.field(0).equals("band")
        || row.fields().size() != 3
        || points == null
        || level.isEmpty()) {
      problem(
          row.line(),
          "Expected 'band,<points>,<low, moderate, high or very-high>' or the line "
              + "'fact,answer,points', but got "
              + row.fields()
              + ".",
          "correct the line");
    } else if (isNew(row, "band '" + points + "'")) {
      bands.put(points, level.get());
    }
  }

  private void answer(Map<String, Map<String, Integer>> answers, Row row) {
    Integer points = points(row.field(2));
    String answer = RiskQuestion.key(row.field(1));
    if (points == null) {
      problem(
          row.line(),
          "Expected points from 0 to 1000, but got '" + row.field(2) + "'.",
          "write digits only");
    } else if (isNew(row, "answer '" + answer + "' to '" + row.field(0) + "'")) {
      answers.computeIfAbsent(row.field(0), fact -> new LinkedHashMap<>()).put(answer, points);
    }
  }

  private boolean isNew(Row row, String what) {
    Integer earlier = seen.putIfAbsent(what.toLowerCase(Locale.ROOT), row.line());
    if (earlier != null) {
      problem(
          row.line(),
          "Expected the " + what + " once, but it is on line " + earlier + " already.",
          "delete one of them");
    }
    return earlier == null;
  }

  private static @Nullable Integer points(String text) {
    return text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= 1_000
        ? Integer.valueOf(text)
        : null;
  }

  private static @Nullable Double decimal(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?") ? Double.valueOf(text) : null;
  }

  private void check(int line, Runnable action) {
    try {
      action.run();
    } catch (InvalidInputException e) {
      problem(line, e);
    }
  }

  private void problem(int line, InvalidInputException e) {
    String[] parts = String.valueOf(e.getMessage()).split("\nMaybe ", 2);
    String advice = parts.length > 1 ? parts[1].substring(0, parts[1].length() - 1) : "correct it";
    problem(line, parts[0], advice);
  }

  private void problem(int line, String problem, String advice) {
    problems.add(new PackProblem(file, line, problem, advice));
  }
}
