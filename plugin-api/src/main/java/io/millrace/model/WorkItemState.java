// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** Where a work item stands as a whole. */
@HostCalls
public enum WorkItemState {
  /** Work remains until value is created or restored. */
  OPEN,
  /** The technical concern is addressed; the user has not confirmed it. */
  RESOLVED,
  /**
   * The user has confirmed that value is created or restored. Feedback and improvement may go on.
   */
  CLOSED,
  /** Given up on request. */
  CANCELLED;

  /** Whether nothing remains to be done before value is confirmed. */
  public boolean isEnded() {
    return this == CLOSED || this == CANCELLED;
  }
}
