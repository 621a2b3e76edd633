// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** Where a step run stands. */
@HostCalls
public enum StepState {
  /** In a queue: nobody works on it. */
  WAITING,
  /** Somebody or a handler works on it. */
  WORKING,
  /** Started, and cannot proceed: it waits for a user, a vendor or a window. */
  BLOCKED,
  /** Completed. */
  DONE,
  /** Ended without a result: its stream was cancelled or went another way. */
  CANCELLED;

  /** Whether the step run has ended. */
  public boolean isEnded() {
    return this == DONE || this == CANCELLED;
  }
}
