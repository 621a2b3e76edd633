package io.millrace.engine;

import io.millrace.model.Facts;
import org.jspecify.annotations.Nullable;

/**
 * Completes a step; the stream moves on to its next steps. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step
 * @param result one of the results that the step declares; null if it declares none
 * @param facts what was learnt; stored with the work item
 * @param stamp command id, time, and whether it was inferred
 */
public record CompleteStep(
    String item, @Nullable String step, @Nullable String result, Facts facts, Stamp stamp)
    implements WorkRequest<CompleteStep> {

  /** The only open step. */
  public static CompleteStep of(String item) {
    return new CompleteStep(item, null, null, Facts.none(), Stamp.NOW);
  }

  /** A step by its key. */
  public static CompleteStep of(String item, String step) {
    return new CompleteStep(item, step, null, Facts.none(), Stamp.NOW);
  }

  /** One of the step's results. */
  public CompleteStep result(String value) {
    return new CompleteStep(item, step, value, facts, stamp);
  }

  /** What was learnt. */
  public CompleteStep facts(Facts value) {
    return new CompleteStep(item, step, result, value, stamp);
  }

  @Override
  public CompleteStep stamp(Stamp value) {
    return new CompleteStep(item, step, result, facts, value);
  }
}
