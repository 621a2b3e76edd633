// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts the answers of one output. What it holds is bounded. Not thread-safe. */
final class BacktestOutputTally {
  private static final int MAX_CELLS = 20_000;
  private static final int MAX_CELLS_WITH_EXAMPLES = 400;
  private static final int MAX_REASONS = 3;
  private static final int MAX_TEXT = 200;

  private final DecisionPoint point;
  private final String output;
  private final String variable;
  private final Backtest.Limits limits;
  private final BacktestLabels oldLabels = new BacktestLabels();
  private final BacktestLabels newLabels = new BacktestLabels();
  private final Map<BacktestCell.Key, BacktestCell> cells = new LinkedHashMap<>();
  private int cellsWithExamples;
  private long compared;
  private long changed;

  BacktestOutputTally(DecisionPoint point, String output, Backtest.Limits limits) {
    this.point = point;
    this.output = output;
    this.variable = point.variable(output);
    this.limits = limits;
  }

  /** Counts an item; tells whether its answer changes. */
  boolean add(PastItem item, @Nullable Decision oldDecision, Decision newDecision) {
    String before =
        oldDecision == null ? item.recorded().get(variable) : oldDecision.output(output);
    String now = newDecision.output(output);
    if (before == null && now == null) {
      return false;
    }
    int oldNumber = oldLabels.count(before);
    int newNumber = newLabels.count(now);
    boolean comparable = before != null || oldDecision != null;
    boolean moved = comparable && !Objects.equals(before, now);
    compared += comparable ? 1 : 0;
    changed += moved ? 1 : 0;
    BacktestCell cell = cell(oldNumber, newNumber);
    cell.count++;
    if (moved) {
      cell.changed++;
      example(cell, item, oldDecision, newDecision);
    }
    return moved;
  }

  BacktestOutput report(BacktestRanks ranks, double weeks) {
    return new BacktestOutputSummary(point, output, limits, oldLabels, newLabels, ranks)
        .report(List.copyOf(cells.values()), compared, changed, weeks);
  }

  /** Beyond so many combinations all share the one of "other" and "other". */
  private BacktestCell cell(int oldNumber, int newNumber) {
    BacktestCell.Key key = new BacktestCell.Key(oldNumber, newNumber);
    BacktestCell known = cells.get(key);
    if (known != null) {
      return known;
    }
    BacktestCell.Key kept = cells.size() < MAX_CELLS ? key : BacktestCell.Key.OTHER;
    return cells.computeIfAbsent(
        kept,
        made ->
            new BacktestCell(oldLabels.label(made.oldNumber()), newLabels.label(made.newNumber())));
  }

  private void example(
      BacktestCell cell, PastItem item, @Nullable Decision oldDecision, Decision newDecision) {
    if (cell.examples.isEmpty()) {
      if (cellsWithExamples == MAX_CELLS_WITH_EXAMPLES) {
        return;
      }
      cellsWithExamples++;
    }
    if (cell.examples.size() < limits.moves()) {
      cell.examples.add(
          new BacktestMove(
              BacktestLabels.cut(item.id(), MAX_TEXT),
              item.at(),
              cell.oldLabel,
              cell.newLabel,
              0,
              oldDecision == null ? List.of() : deciding(oldDecision),
              deciding(newDecision)));
    }
  }

  private List<Reason> deciding(Decision decision) {
    List<Reason> reasons = new ArrayList<>();
    for (Reason reason : decision.reasons()) {
      if (reason.decided() && reason.output().equals(output) && reasons.size() < MAX_REASONS) {
        Map<String, String> facts = new HashMap<>();
        reason
            .facts()
            .forEach((name, value) -> facts.put(name, BacktestLabels.cut(value, MAX_TEXT)));
        reasons.add(
            new Reason(
                output,
                BacktestLabels.cut(reason.value(), MAX_TEXT),
                reason.rule(),
                reason.strength(),
                BacktestLabels.cut(reason.text(), MAX_TEXT),
                reason.cell(),
                facts,
                true));
      }
    }
    return reasons;
  }
}
