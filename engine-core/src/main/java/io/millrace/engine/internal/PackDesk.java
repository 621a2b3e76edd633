// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.ActivationLog;
import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackStore;
import io.millrace.engine.internal.packs.ScenarioGate;
import java.time.Instant;
import java.util.function.Supplier;

/** What operations on policy packs need, whoever calls them. */
record PackDesk(
    PackStore store,
    ActivationLog log,
    ActivePacks active,
    PackAssembler assembler,
    ScenarioGate gate,
    Supplier<Instant> now) {

  /** One look at what other nodes did; there is never more to do at once. */
  boolean poll() {
    active.poll();
    return false;
  }

  /** Closes the packs of tenants; the base is closed by whoever made it. */
  void close() {
    active.close();
  }
}
