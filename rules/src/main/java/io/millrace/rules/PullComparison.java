// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of two work items is pulled first, and why. Immutable.
 *
 * @param first the decision about the one that is pulled first
 * @param second the decision about the other one
 * @param criterion what tells them apart; null if nothing does, and the id decides, or if a
 *     plugin's pull order does, which the text names
 * @param equal the criteria before that one, on which they are equal, in order, without those of
 *     plugins
 * @param text the reason for people to read
 */
public record PullComparison(
    Decision first,
    Decision second,
    @Nullable PullCriterion criterion,
    List<PullCriterion> equal,
    String text) {

  /** Copies the list. */
  public PullComparison {
    equal = List.copyOf(equal);
  }
}
