// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import io.millrace.model.Facts;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Completes a step; the stream moves on to its next steps. Immutable.
 *
 * <p>A request that names the step run can be repeated: the same run with the same result and facts
 * gives the first receipt, whatever the command id and the time; with others it is refused with a
 * {@link ConflictException}. Without a run, the step may have been left and come to again: then the
 * same request completes it a second time.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step, or where the run is named
 * @param run the id of the step run; null for the open run of the step
 * @param result one of the results that the step declares; null if it declares none
 * @param facts what was learnt; stored with the work item
 * @param stamp command id, time, and whether it was inferred
 */
public record CompleteStep(
    String item,
    @Nullable String step,
    @Nullable UUID run,
    @Nullable String result,
    Facts facts,
    Stamp stamp)
    implements WorkRequest<CompleteStep> {

  /** The only open step. */
  public static CompleteStep of(String item) {
    return new CompleteStep(item, null, null, null, Facts.none(), Stamp.NOW);
  }

  /** A step by its key. */
  public static CompleteStep of(String item, String step) {
    return new CompleteStep(item, step, null, null, Facts.none(), Stamp.NOW);
  }

  /** The step run, as a receipt or a worklist tells it: {@link io.millrace.model.StepRun#id()}. */
  public CompleteStep run(UUID value) {
    return new CompleteStep(item, step, value, result, facts, stamp);
  }

  /** One of the step's results. */
  public CompleteStep result(String value) {
    return new CompleteStep(item, step, run, value, facts, stamp);
  }

  /** What was learnt. */
  public CompleteStep facts(Facts value) {
    return new CompleteStep(item, step, run, result, value, stamp);
  }

  @Override
  public Action action() {
    return Action.COMPLETE;
  }

  @Override
  public CompleteStep stamp(Stamp value) {
    return new CompleteStep(item, step, run, result, facts, value);
  }
}
