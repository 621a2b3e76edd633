// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.Locale;
import java.util.Objects;

/**
 * What an operation is about, as its caller named it: neither the type nor the id says that it
 * exists. Immutable.
 *
 * @param type what kind of thing it is
 * @param id its id or name within the tenant, unchecked: any text of any length, perhaps empty
 */
@HostCalls
public record Resource(Type type, String id) {

  /** What kind of thing a resource is. */
  @HostCalls
  public enum Type {
    /** Everything of the tenant that the operation can reach; the id is the tenant. */
    TENANT,
    /** A work item, by the host's id. */
    WORK_ITEM,
    /** What a work item is to be linked with: another work item, or something outside. */
    LINK_TARGET,
    /** A team whose open steps are searched. */
    TEAM,
    /** A person whose open steps are searched. */
    PERSON,
    /** A question that the policies answer, such as {@code triage}. */
    DECISION_POINT,
    /** A stored decision, by its id. */
    DECISION,
    /** A change that is to be checked, by its id. */
    CHANGE,
    /** A policy pack in all its versions, by its id. */
    PACK,
    /** A value stream in all its versions, by its key. */
    VALUE_STREAM,
    /** An automated step or a timer that was given up, by the id of the failure. */
    FAILURE,
    /** The handler of automated steps, by its name. */
    HANDLER,
    /** An event that a sink has yet to take, by its id. */
    EVENT,
    /** An event sink, by its name. */
    SINK;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', ' ');

    /** Lower-case words for messages, such as {@code work item}. */
    public String text() {
      return text;
    }
  }

  /** Refuses null. */
  public Resource {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
  }
}
