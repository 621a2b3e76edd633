// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stream can start. Immutable.
 *
 * @param id the id of the start event
 * @param name what the diagram calls it; empty if it has no name
 * @param message the name of the message that starts the stream here; null for the plain start
 */
public record Start(String id, String name, @Nullable String message) {
  /** The message, after the stream's key and a dot, that starts a closed work item again. */
  public static final String REOPENED = "reopened";

  /** The message that starts a work item which comes from another value stream. */
  public static final String MOVED = "moved";

  /** The message that starts a work item which a step of another value stream calls for. */
  public static final String CALLED = "called";
}
