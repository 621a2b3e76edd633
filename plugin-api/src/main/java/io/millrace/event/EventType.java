// SPDX-License-Identifier: Apache-2.0
package io.millrace.event;

import io.millrace.api.HostCalls;

/** What happened. */
@HostCalls
public enum EventType {
  /** Demand was accepted and is a work item now: the first event of each. */
  WORK_ITEM_SUBMITTED,
  /** The service is restored, or the request fulfilled; confirmation is still to come. */
  WORK_ITEM_RESOLVED,
  /** All that its value stream asks for is done. It may be reopened. */
  WORK_ITEM_CLOSED,
  /** It was resolved or closed, and is worked on again in another stream instance. */
  WORK_ITEM_REOPENED,
  /** It was given up before its end, with all its open steps. */
  WORK_ITEM_CANCELLED,
  /** A stream instance goes on on another version of its value stream. */
  WORK_ITEM_MIGRATED,
  /** Its value stream or a person has made it another kind of work. */
  WORK_ITEM_RECLASSIFIED,
  /** It runs another value stream from here on. */
  WORK_ITEM_MOVED,
  /** It has a link to another work item, or to something outside. */
  WORK_ITEM_LINKED,
  /** Facts of it were added, changed or removed. */
  FACTS_UPDATED,
  /** A decision about it was made, or made again with other facts. */
  DECISION_MADE,
  /** A step has been reached, or given back, and waits to be started. */
  STEP_WAITING,
  /** A person or a handler has begun a step. */
  STEP_STARTED,
  /** A step cannot go on. */
  STEP_BLOCKED,
  /** What a step was blocked by is gone. */
  STEP_UNBLOCKED,
  /** A step has another team or person. */
  STEP_REASSIGNED,
  /** A step is done. */
  STEP_COMPLETED,
  /**
   * A step ended without a result: its work item was cancelled, or its value stream went another
   * way.
   */
  STEP_CANCELLED,
  /** A step goes on in another version of its value stream. */
  STEP_MIGRATED,
  /** A timer at a step has run out and reminds of it. */
  STEP_REMINDER
}
