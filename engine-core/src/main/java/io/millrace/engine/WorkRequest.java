// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one change to one work item. Requests are immutable; each method that sets something
 * returns a new request.
 *
 * <p>Requests that speak of a step name it by its key, the BPMN element id. Without a key the only
 * open step of the work item is meant; if there is none or more than one, the request is refused.
 *
 * @param <R> the type of request
 */
public sealed interface WorkRequest<R extends WorkRequest<R>>
    permits StartStep,
        CompleteStep,
        BlockStep,
        UnblockStep,
        Reassign,
        Reclassify,
        Link,
        UpdateFacts,
        Reopen,
        Cancel {

  /** The host's id of the work item. */
  String item();

  /** The key of the step that is meant; null for the only open one, or if it speaks of no step. */
  @Nullable String step();

  /** What an {@link io.millrace.plugin.port.Authorisation} is asked about. */
  Action action();

  /** Command id, time, and whether it was inferred. */
  Stamp stamp();

  /** This request with another stamp. */
  R stamp(Stamp stamp);

  /** Makes the request repeatable: the same command id again returns the first result. */
  default R commandId(String id) {
    return stamp(new Stamp(id, stamp().occurredAt(), stamp().inferred()));
  }

  /** When it happened, if not now. */
  default R occurredAt(Instant instant) {
    return stamp(new Stamp(stamp().commandId(), instant, stamp().inferred()));
  }

  /** Marks that it was not observed but worked out. */
  default R inferred() {
    return stamp(new Stamp(stamp().commandId(), stamp().occurredAt(), true));
  }
}
