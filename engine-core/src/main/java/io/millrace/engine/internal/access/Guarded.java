// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.model.Action;
import io.millrace.model.Caller;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation.Question;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps some of a caller's operations: whoever wants them has to say for what, and gets them only
 * if that is allowed. There is no other way to them. Thread-safe if the operations are.
 *
 * @param <T> the operations
 */
final class Guarded<T> {
  private final Gatekeeper gate;
  private final Caller caller;
  private final T operations;

  Guarded(Gatekeeper gate, Caller caller, T operations) {
    this.gate = gate;
    this.caller = caller;
    this.operations = operations;
  }

  /** The operations, for one action on all that the tenant has. */
  T allowed(Action action) {
    return allowed(action, new Resource(Resource.Type.TENANT, caller.tenant()));
  }

  /** The operations, for one action on one thing. */
  T allowed(Action action, Resource.Type type, String id) {
    return allowed(action, new Resource(type, id));
  }

  /** The operations, for one action on some things together. */
  T allowed(Action action, Resource... resources) {
    return allowed(action, List.of(resources));
  }

  /** The operations, for one action on some things together. */
  T allowed(Action action, List<Resource> resources) {
    gate.require(new Question(caller, action, resources));
    return operations;
  }

  /** A part of the operations that does nothing by itself, kept as they are. */
  <P> Guarded<P> part(Function<T, P> part) {
    return guarding(part.apply(operations));
  }

  /** Something that hangs on the operations, kept as they are. */
  <P> Guarded<P> guarding(P what) {
    return new Guarded<>(gate, caller, what);
  }
}
