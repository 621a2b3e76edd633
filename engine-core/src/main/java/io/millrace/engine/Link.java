// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * Links a work item with another one, or with something outside of Millrace. A link that is there
 * already changes nothing. Immutable.
 *
 * @param item the host's id of the work item
 * @param type what the target is to the work item, in lower-case words joined by hyphens, such as
 *     {@code problem} or {@code vendor-ticket}; at most 64 characters
 * @param target the id of a work item of the tenant, or an id of another system
 * @param stamp command id, time, and whether it was inferred
 */
public record Link(String item, String type, String target, Stamp stamp)
    implements WorkRequest<Link> {

  /** The type of the link to a work item that does a step: made by Millrace alone. */
  public static final String CHILD = "child";

  /** The type of the link back, to the work item whose step is done: made by Millrace alone. */
  public static final String PARENT = "parent";

  /** A link of a type to a target. */
  public static Link of(String item, String type, String target) {
    return new Link(item, type, target, Stamp.NOW);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Action action() {
    return Action.LINK;
  }

  @Override
  public Link stamp(Stamp value) {
    return new Link(item, type, target, value);
  }
}
