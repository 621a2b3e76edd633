// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/** Whether a running work item moves to another version of its value stream. */
public enum MigrationVerdict {
  /** It moves. */
  MOVES,
  /** It would move if the plan said more: where an open step goes on, or what a variable is. */
  NEEDS_MAPPING,
  /** It finishes on its version, whatever the plan says. */
  MUST_STAY
}
