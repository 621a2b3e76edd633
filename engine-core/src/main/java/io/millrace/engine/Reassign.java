// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands a step to another team or person. Another team means another queue: the step waits again, a
 * hand-off is counted, and later steps follow the team. A team without a person means that team's
 * queue: the step waits there, even if somebody of that team worked on it. A person without a team
 * changes nothing else. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step, or where the run is named
 * @param run the id of the step run; null for the open run of the step
 * @param team the new team; null to keep it
 * @param assignee the new person; null for none yet
 * @param stamp command id, time, and whether it was inferred
 */
public record Reassign(
    String item,
    @Nullable String step,
    @Nullable UUID run,
    @Nullable String team,
    @Nullable String assignee,
    Stamp stamp)
    implements WorkRequest<Reassign> {

  /** The only open step. */
  public static Reassign of(String item) {
    return new Reassign(item, null, null, null, null, Stamp.NOW);
  }

  /** A step by its key. */
  public static Reassign of(String item, String step) {
    return new Reassign(item, step, null, null, null, Stamp.NOW);
  }

  /** The step run, as a receipt or a worklist tells it: {@link io.millrace.model.StepRun#id()}. */
  public Reassign run(UUID value) {
    return new Reassign(item, step, value, team, assignee, stamp);
  }

  /** The new team. */
  public Reassign team(String value) {
    return new Reassign(item, step, run, value, assignee, stamp);
  }

  /** The new person. */
  public Reassign assignee(String value) {
    return new Reassign(item, step, run, team, value, stamp);
  }

  @Override
  public Action action() {
    return Action.REASSIGN;
  }

  @Override
  public Reassign stamp(Stamp value) {
    return new Reassign(item, step, run, team, assignee, value);
  }
}
