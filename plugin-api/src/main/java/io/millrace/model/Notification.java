// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is to be told, and who. Immutable.
 *
 * @param id stable and unique: a repeated notification carries the same id
 * @param reason why they are told
 * @param tenant the tenant of the work item
 * @param item the host's id of the work item
 * @param title the work item's title; empty if it is not known any more
 * @param step the key of the step; null if it is about the work item as a whole
 * @param recipients who is to be told, in a stable order, each once; empty if nobody is named: then
 *     the host decides
 * @param text what is to be said besides, such as why a step is blocked; may be empty
 * @param occurredAt when it happened
 */
@HostCalls
public record Notification(
    UUID id,
    Reason reason,
    String tenant,
    String item,
    String title,
    @Nullable String step,
    List<Recipient> recipients,
    String text,
    Instant occurredAt) {

  /** Copies the recipients. */
  public Notification {
    recipients = List.copyOf(recipients);
  }

  /** Why somebody is told. */
  @HostCalls
  public enum Reason {
    /** The policies have made it expedited work. */
    EXPEDITE_ARRIVED,
    /** A person has blocked a step. */
    STEP_BLOCKED,
    /** Millrace has given up an automated step, and waits for a person. */
    FAILURE_GIVEN_UP,
    /** A step waits that approves something. */
    APPROVAL_ASKED,
    /** A step has been waiting for longer than its reminder allows. */
    REMINDER_DUE,
    /** A step was handed to another team or person. */
    STEP_REASSIGNED
  }

  /**
   * Somebody to be told. Immutable.
   *
   * @param type what the name names
   * @param name the host's name of the team, role or person
   */
  @HostCalls
  public record Recipient(Type type, String name) {

    /** What a name names. */
    @HostCalls
    public enum Type {
      /** A team: everybody in it. */
      TEAM,
      /** A role: whoever holds it. */
      ROLE,
      /** One person. */
      PERSON
    }
  }
}
