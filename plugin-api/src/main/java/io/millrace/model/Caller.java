// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * The tenant and the actor on whose behalf an operation runs. Immutable. Millrace takes the host's
 * word for both: it authenticates nobody.
 *
 * <p>What Millrace does by itself has no caller, and no authorisation is asked about it. It is
 * recorded with actors of its own: {@code engine} for timers and what follows from them, {@code
 * handler:} and a name for automated steps. No actor is special: {@link #system()} is asked about
 * like any other.
 *
 * @param tenant the tenant whose work items, packs and models the operation may see; never blank
 * @param actor the person or system that acts, as the host names it; never blank
 */
@HostCalls
public record Caller(String tenant, String actor) {

  /** The tenant of hosts that serve one organisation only. */
  public static final String DEFAULT_TENANT = "default";

  private static final Caller SYSTEM = new Caller(DEFAULT_TENANT, "system");

  /** Checks that both names are there. */
  public Caller {
    Names.requireName("tenant", tenant);
    Names.requireName("actor", actor);
  }

  /** The caller for hosts with one tenant, acting as the system itself. */
  public static Caller system() {
    return SYSTEM;
  }

  /** A person or system of the default tenant. */
  public static Caller actor(String actor) {
    return new Caller(DEFAULT_TENANT, actor);
  }
}
