// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.rules.PolicyPack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts decided items, one after the other. What it holds is bounded. Not thread-safe. */
final class BacktestTally {
  private static final double WEEK_SECONDS = Duration.ofDays(7).toSeconds();

  private final PolicyPack newPack;
  private final @Nullable PolicyPack oldPack;
  private final List<DecisionPoint> points;
  private final Backtest.Limits limits;
  private final BacktestRanks ranks = new BacktestRanks();
  private final List<List<BacktestOutputTally>> outputs = new ArrayList<>();
  private final List<BacktestFailure> failures = new ArrayList<>();
  private long items;
  private long failed;
  private long changed;
  private @Nullable Instant from;
  private @Nullable Instant to;

  BacktestTally(
      PolicyPack newPack,
      @Nullable PolicyPack oldPack,
      List<DecisionPoint> points,
      Backtest.Limits limits) {
    this.newPack = newPack;
    this.oldPack = oldPack;
    this.points = points;
    this.limits = limits;
    for (DecisionPoint point : points) {
      Set<String> names = new LinkedHashSet<>(newPack.outputs(point));
      if (oldPack != null) {
        names.addAll(oldPack.outputs(point));
      }
      outputs.add(
          names.stream().map(name -> new BacktestOutputTally(point, name, limits)).toList());
    }
  }

  void add(DecidedItem decided) {
    items++;
    PastItem item = decided.item();
    from = from == null || item.at().isBefore(from) ? item.at() : from;
    to = to == null || item.at().isAfter(to) ? item.at() : to;
    List<Decision> now = decided.newDecisions();
    if (now == null) {
      fail(decided.failure());
      return;
    }
    List<Decision> before = decided.oldDecisions();
    boolean moved = false;
    for (int i = 0; i < outputs.size(); i++) {
      Decision newDecision = now.get(i);
      Decision oldDecision = before == null ? null : before.get(i);
      ranks.learn(BacktestSide.NEW, newDecision);
      if (oldDecision != null) {
        ranks.learn(BacktestSide.OLD, oldDecision);
      }
      for (BacktestOutputTally output : outputs.get(i)) {
        moved |= output.add(item, oldDecision, newDecision);
      }
    }
    if (moved) {
      changed++;
    }
  }

  private void fail(@Nullable BacktestFailure failure) {
    failed++;
    if (failure != null && failures.size() < limits.failures()) {
      failures.add(failure);
    }
  }

  BacktestReport report() {
    double weeks =
        from == null || to == null
            ? 1
            : Math.max(1, (to.getEpochSecond() - from.getEpochSecond()) / WEEK_SECONDS);
    List<BacktestOutput> reports = new ArrayList<>();
    for (List<BacktestOutputTally> ofPoint : outputs) {
      for (BacktestOutputTally output : ofPoint) {
        reports.add(output.report(ranks, weeks));
      }
    }
    return new BacktestReport(
        points,
        oldPack == null ? null : oldPack.ref(),
        newPack.ref(),
        items,
        failed,
        changed,
        from,
        to,
        weeks,
        reports,
        failures);
  }
}
