// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An automated step or a timer that Millrace gave up. Immutable.
 *
 * @param id names it in {@link Failures#retry}
 * @param kind what was given up
 * @param item the host's id of the work item
 * @param stream the key of the value stream
 * @param step the key of the step; for a timer, the key of its element
 * @param handler the name of the handler; null for a timer
 * @param reason why the last attempt failed, in at most 600 characters for a handler
 * @param attempts how often it was tried since somebody last let it try
 * @param since when it was given up, by the clock of the node that did so
 * @param advice what to do about it
 */
public record Failure(
    String id,
    Kind kind,
    String item,
    String stream,
    String step,
    @Nullable String handler,
    String reason,
    int attempts,
    Instant since,
    String advice) {

  /** What was given up. */
  public enum Kind {
    /** A step that a handler does: it is blocked. */
    HANDLER,
    /** A timer of a value stream: it has not run out, whatever the time. */
    TIMER
  }
}
