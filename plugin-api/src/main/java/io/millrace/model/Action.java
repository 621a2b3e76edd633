// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * What somebody wants to do: the operations of Millrace as an {@link
 * io.millrace.plugin.port.Authorisation} is asked about them. Later versions may add actions: treat
 * one that you do not know as not allowed.
 */
@HostCalls
public enum Action {
  /** Submit demand. */
  SUBMIT(true),
  /** Read a work item, its facts, and what it is linked with. */
  READ_ITEM(false),
  /** Ask who can take a step. */
  FIND_CANDIDATES(false),
  /** Read who did what with a work item. */
  READ_HISTORY(false),
  /** Search the open steps. */
  SEARCH(false),
  /** Start a step. */
  START(true),
  /** Complete a step. */
  COMPLETE(true),
  /** Say that a step cannot proceed. */
  BLOCK(true),
  /** Say that a blocked step can proceed. */
  UNBLOCK(true),
  /** Hand a step to another team or person. */
  REASSIGN(true),
  /** Override the classification of a work item. */
  RECLASSIFY(true),
  /** Link a work item with something. */
  LINK(true),
  /** Add or change facts of a work item. */
  UPDATE_FACTS(true),
  /** Reopen a closed work item. */
  REOPEN(true),
  /** Give a work item up. */
  CANCEL(true),

  /** Ask the policies a question about given facts. */
  DECIDE(false),
  /** Ask whether a change may go on. */
  CHECK_CHANGE(false),
  /** Ask which of two work items is pulled first. */
  COMPARE(false),
  /** Read stored decisions. */
  READ_DECISION(false),
  /** Ask why a stored decision came out as it did. */
  EXPLAIN(false),
  /** Write the decisions of a period as a log, with the facts that they saw. */
  EXPORT_DECISIONS(false),

  /** Read policy packs, and which of them is in force since when. */
  READ_PACKS(false),
  /** Add a policy pack, without activating it. */
  ADD_PACK(true),
  /** Let a policy pack take effect. */
  ACTIVATE_PACK(true),
  /** Return to the policy pack before. */
  ROLL_BACK_PACK(true),
  /** Go on without a policy pack of the tenant. */
  DEACTIVATE_PACK(true),

  /** Read value streams and their versions. */
  READ_STREAMS(false),
  /** Check the model of a value stream, without deploying it. */
  CHECK_STREAM(false),
  /** Put a value stream in force. */
  DEPLOY_STREAM(true),
  /** Give the tenant's own version of a value stream up. */
  REMOVE_STREAM(true),
  /** Plan a migration between versions of a value stream, and try it without changing anything. */
  PLAN_MIGRATION(false),
  /** Move running work items to another version of their value stream. */
  MIGRATE(true),

  /** Read the figures of flow. */
  MEASURE_FLOW(false),

  /** Read which automated steps and timers were given up. */
  READ_FAILURES(false),
  /** Let automated steps and timers that were given up try again. */
  RETRY_FAILURE(true),

  /** Read which events wait, are parked or were skipped. */
  READ_EVENTS(false),
  /** Have parked events delivered again. */
  REPLAY_EVENT(true),
  /** Give a parked event up. */
  SKIP_EVENT(true),
  /** Give everything up that waits for a sink that is gone. */
  DISCARD_EVENTS(true),

  /** Read what has been kept long enough, and which persons were erased when. */
  READ_HOUSEKEEPING(false),
  /** Delete what has been kept long enough. */
  CLEAN_UP(true),
  /** Erase what names a person; also to count what would be erased. */
  ERASE(true);

  private final boolean changes;

  Action(boolean changes) {
    this.changes = changes;
  }

  /** Whether something may be different afterwards; if not, the action only reads. */
  public boolean changes() {
    return changes;
  }
}
