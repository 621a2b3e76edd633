// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.internal.store.PackMapper;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs work on the tables of packs in a transaction. It joins the one that runs in this thread, if
 * there is one, so that it never takes a second connection. Work that met a conflict is run again.
 */
public interface PackTransactions {

  /** Runs the work; all of it is committed, or nothing. */
  <T> T run(Function<Tables, T> work);

  /**
   * The tables inside a transaction.
   *
   * @param read for queries
   * @param write takes statements that are to run when the transaction ends
   */
  record Tables(PackMapper read, Consumer<Consumer<PackMapper>> write) {}
}
