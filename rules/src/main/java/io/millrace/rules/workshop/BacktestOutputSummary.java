// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sums up one output: orders its answers and shortens its tables. */
final class BacktestOutputSummary {
  private static final int UNRANKED = Integer.MAX_VALUE;

  private final DecisionPoint point;
  private final String output;
  private final Backtest.Limits limits;
  private final BacktestLabels oldLabels;
  private final BacktestLabels newLabels;
  private final BacktestRanks ranks;

  BacktestOutputSummary(
      DecisionPoint point,
      String output,
      Backtest.Limits limits,
      BacktestLabels oldLabels,
      BacktestLabels newLabels,
      BacktestRanks ranks) {
    this.point = point;
    this.output = output;
    this.limits = limits;
    this.oldLabels = oldLabels;
    this.newLabels = newLabels;
    this.ranks = ranks;
  }

  BacktestOutput report(List<BacktestCell> cells, long compared, long changed, double weeks) {
    long raised = cells.stream().filter(c -> ranks(c) > 0).mapToLong(c -> c.changed).sum();
    long lowered = cells.stream().filter(c -> ranks(c) < 0).mapToLong(c -> c.changed).sum();
    return new BacktestOutput(
        point,
        output,
        compared,
        changed,
        raised,
        lowered,
        confusion(cells),
        flows(cells),
        load(cells, weeks),
        moves(cells));
  }

  private int rank(BacktestSide side, String label) {
    OptionalInt rank = ranks.find(side, point, output, label);
    return rank.orElse(UNRANKED);
  }

  /** By how many ranks a cell's items move up; 0 if one of the answers has none. */
  private int ranks(BacktestCell cell) {
    int before = rank(BacktestSide.OLD, cell.oldLabel);
    int now = rank(BacktestSide.NEW, cell.newLabel);
    return before == UNRANKED || now == UNRANKED ? 0 : before - now;
  }

  /**
   * Both sides list the same answers, as far as they have them: so items that keep a listed answer
   * are never among those that change to "other".
   */
  private BacktestConfusion confusion(List<BacktestCell> cells) {
    List<String> rows = shown(BacktestSide.OLD, oldLabels, cells, cell -> cell.oldLabel);
    List<String> columns = shown(BacktestSide.NEW, newLabels, cells, cell -> cell.newLabel);
    long[][] counts = new long[rows.size()][columns.size()];
    for (BacktestCell cell : cells) {
      int row =
          rows.indexOf(rows.contains(cell.oldLabel) ? cell.oldLabel : BacktestConfusion.OTHER);
      int column =
          columns.indexOf(
              columns.contains(cell.newLabel) ? cell.newLabel : BacktestConfusion.OTHER);
      counts[row][column] += cell.count;
    }
    List<List<Long>> table = new ArrayList<>();
    for (long[] row : counts) {
      table.add(Arrays.stream(row).boxed().toList());
    }
    return new BacktestConfusion(rows, columns, table);
  }

  private List<BacktestFlow> flows(List<BacktestCell> cells) {
    return cells.stream()
        .filter(cell -> cell.changed > 0)
        .map(cell -> new BacktestFlow(cell.oldLabel, cell.newLabel, cell.changed))
        .sorted(
            Comparator.comparingLong((BacktestFlow flow) -> -flow.items())
                .thenComparing(BacktestFlow::oldValue, BacktestLabels.BY_NAME)
                .thenComparing(BacktestFlow::newValue, BacktestLabels.BY_NAME))
        .limit(limits.moves())
        .toList();
  }

  /** The commonest answers as far as one side has them, in order, then what stands for others. */
  private List<String> shown(
      BacktestSide side,
      BacktestLabels labels,
      List<BacktestCell> cells,
      Function<BacktestCell, String> label) {
    List<String> shown = new ArrayList<>(commonest());
    shown.removeIf(value -> labels.countOf(value) == 0);
    shown.sort(byRankThenName(side));
    Set<String> listed = new HashSet<>(shown);
    boolean none = false;
    boolean other = false;
    for (BacktestCell cell : cells) {
      String name = label.apply(cell);
      none |= name.equals(BacktestConfusion.NONE);
      other |= !name.equals(BacktestConfusion.NONE) && !listed.contains(name);
    }
    if (other) {
      shown.add(BacktestConfusion.OTHER);
    }
    if (none) {
      shown.add(BacktestConfusion.NONE);
    }
    return shown;
  }

  private List<String> commonest() {
    Set<String> all = new LinkedHashSet<>(oldLabels.values());
    all.addAll(newLabels.values());
    ToLongFunction<String> most =
        label -> Math.max(oldLabels.countOf(label), newLabels.countOf(label));
    return all.stream()
        .sorted(Comparator.comparingLong(most).reversed().thenComparing(BacktestLabels.BY_NAME))
        .limit(limits.values())
        .toList();
  }

  private Comparator<String> byRankThenName(BacktestSide side) {
    return Comparator.<String>comparingInt(label -> rank(side, label))
        .thenComparing(BacktestLabels.BY_NAME);
  }

  private List<BacktestLoad> load(List<BacktestCell> cells, double weeks) {
    List<String> shown = new ArrayList<>(commonest());
    if (shown.stream().anyMatch(label -> rank(BacktestSide.NEW, label) != UNRANKED)) {
      shown.sort(byRankThenName(BacktestSide.NEW));
    }
    List<BacktestLoad> load = new ArrayList<>();
    long oldRest = cells.stream().mapToLong(cell -> cell.count).sum();
    long newRest = oldRest;
    List<String> listed = new ArrayList<>(shown);
    listed.add(BacktestConfusion.NONE);
    for (String label : listed) {
      oldRest -= oldLabels.countOf(label);
      newRest -= newLabels.countOf(label);
    }
    for (String label : shown) {
      load.add(load(label, oldLabels.countOf(label), newLabels.countOf(label), weeks));
    }
    String none = BacktestConfusion.NONE;
    BacktestLoad rest = load(BacktestConfusion.OTHER, oldRest, newRest, weeks);
    BacktestLoad without = load(none, oldLabels.countOf(none), newLabels.countOf(none), weeks);
    for (BacktestLoad last : List.of(rest, without)) {
      if (last.oldItems() + last.newItems() > 0) {
        load.add(last);
      }
    }
    return load;
  }

  private static BacktestLoad load(String label, long before, long now, double weeks) {
    return new BacktestLoad(label, before, now, before / weeks, now / weeks);
  }

  private List<BacktestMove> moves(List<BacktestCell> cells) {
    List<BacktestCell> sorted = new ArrayList<>(cells);
    sorted.removeIf(cell -> cell.examples.isEmpty());
    sorted.sort(
        Comparator.<BacktestCell>comparingInt(cell -> -Math.abs(ranks(cell)))
            .thenComparing(cell -> -cell.changed)
            .thenComparing(cell -> cell.oldLabel, BacktestLabels.BY_NAME)
            .thenComparing(cell -> cell.newLabel, BacktestLabels.BY_NAME));
    boolean ranked = sorted.stream().anyMatch(cell -> ranks(cell) != 0);
    List<BacktestMove> moves = new ArrayList<>();
    if (ranked) {
      sorted.forEach(cell -> moves.addAll(cell.examples.stream().map(m -> with(m, cell)).toList()));
    } else {
      inTurns(sorted, moves);
    }
    return moves.size() > limits.moves() ? moves.subList(0, limits.moves()) : moves;
  }

  private static void inTurns(List<BacktestCell> cells, List<BacktestMove> moves) {
    int longest = cells.stream().mapToInt(cell -> cell.examples.size()).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (BacktestCell cell : cells) {
        if (i < cell.examples.size()) {
          moves.add(cell.examples.get(i));
        }
      }
    }
  }

  private BacktestMove with(BacktestMove move, BacktestCell cell) {
    return new BacktestMove(
        move.itemId(),
        move.at(),
        move.oldValue(),
        move.newValue(),
        ranks(cell),
        move.oldReasons(),
        move.newReasons());
  }
}
