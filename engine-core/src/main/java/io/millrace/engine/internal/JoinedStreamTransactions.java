// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.streams.StreamTransactions;
import java.util.function.Function;

/** Transactions on the tables of value streams that are the process engine's own. */
record JoinedStreamTransactions(ProcessRuntime runtime) implements StreamTransactions {

  @Override
  public <T> T run(Function<Tables, T> work) {
    return runtime.transaction(
        unit -> work.apply(new Tables(unit.store(), write -> unit.write(write::accept))));
  }

  @Override
  public String deploy(String key, byte[] model) {
    return runtime.deploy(key + ".bpmn", model);
  }
}
