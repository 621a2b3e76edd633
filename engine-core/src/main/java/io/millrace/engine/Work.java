// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Facts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work on work items. Thread-safe; operations on one work item follow one another, whoever calls
 * them.
 *
 * <p>Every operation is one transaction: it happens as a whole or not at all. A request with a
 * command id that was used before returns the first result.
 *
 * <p>Operations throw {@link NotFoundException} for an unknown work item, {@link
 * InvalidStateException} for a step or work item that cannot do this now, {@link ConflictException}
 * for a command id that was used for something else, {@link
 * io.millrace.model.InvalidInputException} for a value that cannot be used, {@link
 * ConcurrentChangeException} for a conflict with others that trying again did not solve, and {@link
 * EngineException} when the database or the process engine failed.
 */
public interface Work {

  /** One work item, if the tenant has it. */
  Optional<WorkItem> find(String item);

  /** The open steps that match, a page at a time. */
  Page<WorklistEntry> search(WorklistQuery query);

  /** Everything that happened to a work item's steps, oldest first; empty if it is unknown. */
  List<Transition> history(String item);

  /** What a work item is linked with, oldest link first; empty if it is unknown. */
  List<LinkRecord> links(String item);

  /** What is known of a work item: the latest stored facts; none if it is unknown. */
  Facts facts(String item);

  /**
   * Who can take a step: people of its team, and people with one of the skills that the fact {@code
   * skillsNeeded} names, as the directory of people knows them; without those whom the separation
   * of duties keeps from it. Who is available comes first, then who has most of the skills, then
   * who works on the fewest steps. Asks the directory, within its time budget.
   *
   * @param step the step's key; null for the only open step
   * @return the candidates, the best first; nobody if the host has no directory
   */
  List<Candidate> candidates(String item, @Nullable String step);

  /** Who can take the only open step of a work item, see {@link #candidates(String, String)}. */
  default List<Candidate> candidates(String item) {
    return candidates(item, null);
  }

  /** Does what the request asks for. */
  Receipt perform(WorkRequest<?> request);

  /**
   * Does what all the requests ask for, in order, in one transaction: all of it or nothing.
   *
   * @return receipts in the order of the requests
   */
  List<Receipt> performAll(List<? extends WorkRequest<?>> requests);

  /** Starts work on a step. */
  default Receipt start(StartStep request) {
    return perform(request);
  }

  /** Completes a step. */
  default Receipt complete(CompleteStep request) {
    return perform(request);
  }

  /** Says that a step cannot proceed. */
  default Receipt block(BlockStep request) {
    return perform(request);
  }

  /** Says that a blocked step can proceed. */
  default Receipt unblock(UnblockStep request) {
    return perform(request);
  }

  /** Hands a step to another team or person. */
  default Receipt reassign(Reassign request) {
    return perform(request);
  }

  /** Overrides the classification; the work item may move to another value stream. */
  default Receipt reclassify(Reclassify request) {
    return perform(request);
  }

  /** Links a work item with another one, or with something outside. */
  default Receipt link(Link request) {
    return perform(request);
  }

  /** Adds or changes facts. */
  default Receipt updateFacts(UpdateFacts request) {
    return perform(request);
  }

  /** Reopens a closed work item. */
  default Receipt reopen(Reopen request) {
    return perform(request);
  }

  /** Gives a work item up, and those that do steps for it. */
  default Receipt cancel(Cancel request) {
    return perform(request);
  }
}
