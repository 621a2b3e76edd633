// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found. Immutable; the same items, packs and limits give an equal report, whatever
 * the number of threads.
 *
 * @param points the decision points that were asked, in order
 * @param oldPack the pack of the old side; null if it is what was recorded
 * @param newPack the pack of the new side
 * @param items how many items were read
 * @param failed how many of them could not be decided; they are in no comparison
 * @param changed how many of the others get another answer for at least one output
 * @param from the earliest instant of a decision; null if there are no items
 * @param to the latest instant of a decision; null if there are no items
 * @param weeks the time from the earliest to the latest instant in weeks, at least 1; what is per
 *     week is divided by it
 * @param outputs every output of the points, in order
 * @param failures the first items that could not be decided
 */
public record BacktestReport(
    List<DecisionPoint> points,
    @Nullable PackRef oldPack,
    PackRef newPack,
    long items,
    long failed,
    long changed,
    @Nullable Instant from,
    @Nullable Instant to,
    double weeks,
    List<BacktestOutput> outputs,
    List<BacktestFailure> failures) {

  /** Copies the lists. */
  public BacktestReport {
    points = List.copyOf(points);
    outputs = List.copyOf(outputs);
    failures = List.copyOf(failures);
  }

  /** One output by its variable, such as {@code priority_level}. */
  public Optional<BacktestOutput> findOutput(String variable) {
    return outputs.stream().filter(output -> output.variable().equals(variable)).findFirst();
  }
}
