// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of MR_STEP_RUN: the working copy of one operation. Not thread-safe. */
@SuppressWarnings("NullAway.Init") // filled by the mapper or by the arriving step
public final class RunRow {
  public UUID runKey;
  public UUID itemKey;
  public String stream;
  public String definition;
  public String step;
  public StepState state = StepState.WAITING;
  public @Nullable String team;
  public @Nullable String assignee;
  public String engineRef;
  public String engineInstance;
  public @Nullable String handler;
  public int attempts;
  public boolean afterClose;
  public Instant arrivedAt;
  public @Nullable Instant startedAt;
  public @Nullable Instant endedAt;
  public @Nullable String result;
  public @Nullable String calledItem;

  /** What callers see of it. */
  public StepRun toStepRun() {
    return new StepRun(runKey, stream, step, state, team, assignee);
  }
}
