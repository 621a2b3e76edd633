// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Control;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.StreamCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work passes from one step to another that other people do. Immutable.
 *
 * @param flow the id of the sequence flow that enters the second step; empty if none is drawn
 * @param reasons what changes, at least one
 */
record HandOff(Step from, Step to, String flow, List<String> reasons) {
  HandOff {
    reasons = List.copyOf(reasons);
  }

  /** What changes between two steps that follow each other; empty if it is no hand-off. */
  static List<String> reasons(Step from, Step to) {
    List<String> reasons = new ArrayList<>();
    List<String> before = from.raci().responsible();
    List<String> after = to.raci().responsible();
    boolean known = !before.isEmpty() && !after.isEmpty();
    if (known && !new LinkedHashSet<>(before).equals(new LinkedHashSet<>(after))) {
      reasons.add("responsible: " + String.join(", ", before) + " → " + String.join(", ", after));
    }
    boolean placed = place(from) != null && place(to) != null;
    if (placed && !Objects.equals(place(from), place(to))) {
      reasons.add("board: " + place(from) + " → " + place(to));
    }
    if (to.control() == Control.PASSES) {
      reasons.add("control passes");
    } else if (to.control() == Control.EITHER) {
      reasons.add("control may pass");
    }
    StreamCall call = to.call();
    if (to.kind() == StepKind.CALL && call != null) {
      reasons.add("to the value stream " + call.stream());
    }
    StreamCall called = from.call();
    if (from.kind() == StepKind.CALL && called != null) {
      reasons.add("back from the value stream " + called.stream());
    }
    return reasons;
  }

  /** The board and lane of a step; null for the host's default. */
  static @Nullable String place(Step step) {
    String board = step.board();
    String lane = step.lane();
    return board == null ? lane : lane == null ? board : board + " / " + lane;
  }
}
