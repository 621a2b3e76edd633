// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sums of the targets of steps: per step number the longest variant counts, and actions count with
 * the step that they belong to. Stands beside the target of the stream; neither is derived from the
 * other. Immutable.
 *
 * @param target the target of the stream; null if none is set
 * @param untilClosed the sum of the steps before the work item is closed
 * @param afterClosed the sum of the steps that follow; null if the stream never says closed, and
 *     everything is in the first sum
 * @param valueAdding the sum of the steps that add value; null if not all steps are assessed
 * @param withoutTarget the numbers of steps without a target
 */
record Totals(
    @Nullable Duration target,
    Duration untilClosed,
    @Nullable Duration afterClosed,
    @Nullable Duration valueAdding,
    List<Integer> withoutTarget) {
  Totals {
    withoutTarget = List.copyOf(withoutTarget);
  }

  static Totals of(ValueStream stream, StreamMap map) {
    Duration until = Duration.ZERO;
    Duration after = Duration.ZERO;
    Duration valueAdding = Duration.ZERO;
    boolean assessed = !stream.steps().isEmpty();
    List<Integer> without = new ArrayList<>();
    for (int number : map.numbers()) {
      List<Step> variants = map.variants(number);
      Optional<Step> longest = longest(variants);
      if (longest.isEmpty()) {
        without.add(number);
        continue;
      }
      Duration sum = Objects.requireNonNull(longest.get().targetLeadTime());
      if (variants.stream().allMatch(map::isAfterClosed)) {
        after = after.plus(sum);
      } else {
        until = until.plus(sum);
      }
      Boolean adds = longest.get().elaboration().valueAdding();
      assessed &= adds != null;
      valueAdding = Boolean.TRUE.equals(adds) ? valueAdding.plus(sum) : valueAdding;
    }
    return new Totals(
        stream.description().targetLeadTime(),
        until,
        stream.reaches(Milestone.CLOSED) ? after : null,
        assessed ? valueAdding : null,
        without);
  }

  private static Optional<Step> longest(List<Step> variants) {
    return variants.stream()
        .filter(step -> step.targetLeadTime() != null)
        .max(Comparator.comparing(step -> Objects.requireNonNull(step.targetLeadTime())));
  }

  /** All sums together. */
  Duration together() {
    return afterClosed == null ? untilClosed : untilClosed.plus(afterClosed);
  }

  /** The sums as a table. */
  List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Target of the stream", Words.target(target)));
    if (afterClosed == null || afterClosed.isZero()) {
      fields.add(new Field("Targets of the steps, added up", Words.duration(together())));
    } else {
      fields.add(
          new Field("Targets of the steps until closed, added up", Words.duration(untilClosed)));
      fields.add(new Field("Targets of the steps after that", Words.duration(afterClosed)));
    }
    if (valueAdding != null) {
      fields.add(new Field("Of these, in steps that add value", Words.duration(valueAdding)));
    }
    if (!withoutTarget.isEmpty()) {
      List<String> numbers = withoutTarget.stream().map(String::valueOf).toList();
      fields.add(new Field("Steps without a target", String.join(", ", numbers)));
    }
    return fields;
  }
}
