package io.millrace.engine;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.Explanation;
import io.millrace.rules.PullComparison;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
}
