package io.millrace.event;

import io.millrace.api.HostCalls;

/** What happened. */
@HostCalls
public enum EventType {
  WORK_ITEM_SUBMITTED,
  WORK_ITEM_RESOLVED,
  WORK_ITEM_CLOSED,
  WORK_ITEM_REOPENED,
  WORK_ITEM_CANCELLED,
  /** A stream instance goes on on another version of its value stream. */
  WORK_ITEM_MIGRATED,
  /** Its value stream or a person has made it another kind of work. */
  WORK_ITEM_RECLASSIFIED,
  /** It runs another value stream from here on. */
  WORK_ITEM_MOVED,
  WORK_ITEM_LINKED,
  FACTS_UPDATED,
  DECISION_MADE,
  STEP_WAITING,
  STEP_STARTED,
  STEP_BLOCKED,
  STEP_UNBLOCKED,
  STEP_REASSIGNED,
  STEP_COMPLETED,
  STEP_CANCELLED,
  /** A step goes on in another version of its value stream. */
  STEP_MIGRATED,
  /** A timer at a step has run out and reminds of it. */
  STEP_REMINDER
}
