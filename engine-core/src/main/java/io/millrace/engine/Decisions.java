package io.millrace.engine;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ask the policies, and ask why. Thread-safe. */
public interface Decisions {

  /** Answers a question from the given facts alone. Nothing is stored. */
  Decision decide(DecisionPoint point, Facts facts, Instant at);

  /** A stored decision, if the tenant has it. */
  Optional<DecisionRecord> find(UUID decision);

  /** Every decision on a work item, oldest first; empty if it is unknown. */
  List<DecisionRecord> ofItem(String item);

  /**
   * Why a stored decision came out as it did: the rule and cell that decided, the facts, the pack,
   * and what nearly decided otherwise.
   *
   * @throws NotFoundException if the tenant has no such decision
   */
  Explanation explain(UUID decision);
}
