// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.Explanation;
import io.millrace.rules.PullComparison;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Ask the policies, and ask why. Thread-safe. */
public interface Decisions {

  /**
   * Answers a question from the given facts alone, by the pack that is in force for the tenant now.
   * Nothing is stored.
   */
  Decision decide(DecisionPoint point, Facts facts, Instant at);

  /**
   * Answers several questions in order, each seeing the answers of the earlier ones, as {@link
   * #decide(DecisionPoint, Facts, Instant)} answers one.
   */
  List<Decision> decide(List<DecisionPoint> points, Facts facts, Instant at);

  /**
   * Whether a change may go on now: asks the ports that plugins bring about it, then the guardrails
   * of the pack that is in force for the tenant. Nothing is stored.
   *
   * <p>The ports are called on other threads and outside any transaction, each within the time
   * budget of fact sources; one that fails or is late has its facts marked missing, and the
   * guardrails ask for an approval.
   *
   * @param change the change; its tenant may be left out, the caller's counts
   * @throws io.millrace.model.InvalidInputException if it names another tenant than the caller's
   */
  ChangeVerdict check(ChangeRequest change);

  /**
   * Which of two work items is pulled first, and why: by the pack that is in force for the tenant,
   * by what is known of them now, and by the latest decisions about them.
   *
   * @throws NotFoundException if the tenant does not have both
   */
  PullComparison compare(String oneItem, String otherItem);

  /** A stored decision, if the tenant has it. */
  Optional<DecisionRecord> find(UUID decision);

  /** Every decision on a work item, oldest first; empty if it is unknown. */
  List<DecisionRecord> ofItem(String item);

  /**
   * Why a stored decision came out as it did: the rule and cell that decided, the facts, the pack,
   * and what nearly decided otherwise. The very pack that decided is asked, also if others are in
   * force by now; if it cannot be loaded any more, what nearly decided otherwise is left out.
   *
   * @throws NotFoundException if the tenant has no such decision
   */
  Explanation explain(UUID decision);

  /**
   * Writes the tenant's decisions of a period as a decision log, for backtests: JSON Lines, one
   * line for what was decided about a work item in one go, in the order of the instants of the
   * decisions. A line holds the facts that the decisions saw, and what they answered. Memory does
   * not grow with the number of decisions.
   *
   * @param out where to; it is flushed and not closed
   * @param from the earliest instant
   * @param to the instant before which they end
   * @param progress hears now and then, on this thread, how many lines are written
   * @return how many lines were written
   * @throws java.io.UncheckedIOException if the stream fails
   * @see io.millrace.rules.workshop.DecisionLogReader
   */
  long writeLog(OutputStream out, Instant from, Instant to, LongConsumer progress);

  /** As {@link #writeLog(OutputStream, Instant, Instant, LongConsumer)}, and nobody hears of it. */
  default long writeLog(OutputStream out, Instant from, Instant to) {
    return writeLog(out, from, to, written -> {});
  }
}
