// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Start;
import io.millrace.engine.Reclassify;
import io.millrace.model.DecisionPoint;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves work items from one value stream to another, with all their past. Thread-safe. */
final class Moves {
  private static final String STREAM = DecisionPoint.CLASSIFICATION.variable("stream");

  private final Environment env;
  private final Admission admission;

  Moves(Environment env) {
    this.env = env;
    this.admission = new Admission(env);
  }

  /** The stream that the policies have chosen so far; null if they have not. */
  static @Nullable String chosen(ItemWork item) {
    return item.knowledge().answers().get(STREAM);
  }

  /**
   * Where a reclassified work item goes: where the request says, or else where the policies want it
   * now if they did not before. A host may have put it elsewhere than they want, and there it stays
   * as long as they do not change their mind.
   *
   * @param before what the policies had chosen before
   * @return empty if it stays
   */
  Optional<StreamRegistry.Installed> target(
      ItemWork item, Reclassify request, @Nullable String before) {
    String wanted = request.stream();
    if (wanted == null) {
      String now = chosen(item);
      boolean isNew =
          now != null && !now.equals(before) && env.streams().find(item.row().tenant, now) != null;
      wanted = isNew ? now : null;
    }
    return wanted == null || wanted.equals(item.row().stream)
        ? Optional.empty()
        : Optional.of(env.streams().require(item.row().tenant, wanted));
  }

  /** Ends what runs and starts in the other stream. */
  void move(UnitOfWork unit, ItemWork item, StreamRegistry.Installed target, String reason) {
    unit.cancellation().giveUpSteps(item, reason);
    item.moved(target.stream().key(), reason);
    unit.whileMoving(item, () -> unit.cancellation().endInstances(item, reason));
    admission.startAgain(item, target, Start.MOVED);
  }
}
