// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.PackTransactions;
import java.util.function.Function;

/** Transactions on the tables of packs that are the process engine's own. */
record JoinedTransactions(ProcessRuntime runtime) implements PackTransactions {

  @Override
  public <T> T run(Function<Tables, T> work) {
    return runtime.transaction(
        unit -> work.apply(new Tables(unit.store(), write -> unit.write(write::accept))));
  }
}
