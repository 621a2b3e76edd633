// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.CsvRows.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the table of risk questions. Used once, by one thread. */
final class QuestionsReader extends AbstractTableReader {
  static final String FILE = "tables/risk-questions.csv";
  private static final List<String> COLUMNS = List.of("fact", "answer", "points");

  private final TreeMap<Integer, RiskLevel> bands = new TreeMap<>();
  private final Map<String, Map<String, Integer>> answers = new LinkedHashMap<>();

  QuestionsReader(PackSource pack, List<PackProblem> problems) {
    super(pack, problems);
  }

  void read(GuardrailSettings.Builder settings) {
    if (!pack.has(FILE)) {
      return;
    }
    int before = problems.size();
    table(FILE, COLUMNS, true, this::band, this::answer);
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

  private void band(Row row) {
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

  private void answer(Row row) {
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

  private static @Nullable Integer points(String text) {
    return text.matches("[0-9]{1,4}") && Integer.parseInt(text) <= 1_000
        ? Integer.valueOf(text)
        : null;
  }
}
