// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model tells about a step for its readers alone: it changes nothing at run time. Immutable.
 *
 * @param actions the actions and tasks that make up the step, in the order of the model
 * @param constraints policies and resources that limit it, in the order of the model
 * @param valueAdding whether the step adds value for the customer; null if nobody has assessed it
 * @param touchpoint who of the customer's side meets the step, such as {@code user}; null if nobody
 *     does
 */
public record Elaboration(
    List<String> actions,
    List<String> constraints,
    @Nullable Boolean valueAdding,
    @Nullable String touchpoint) {
  /** Copies the lists. */
  public Elaboration {
    actions = List.copyOf(actions);
    constraints = List.copyOf(constraints);
  }
}
