// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.engine.internal.store.StreamMapper;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs work on the tables of value streams in a transaction. It joins the one that runs in this
 * thread, if there is one. Work that met a conflict is run again.
 */
public interface StreamTransactions {

  /** Runs the work; all of it is committed, or nothing. */
  <T> T run(Function<Tables, T> work);

  /** Gives a model to the process engine, inside a transaction; gives the engine's id of it. */
  String deploy(String key, byte[] model);

  /**
   * The tables inside a transaction.
   *
   * @param read for queries
   * @param write takes statements that are to run when the transaction ends
   */
  record Tables(StreamMapper read, Consumer<Consumer<StreamMapper>> write) {}
}
