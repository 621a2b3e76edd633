// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.streams.EngineMigration;
import io.millrace.engine.internal.streams.Instruction;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the operations need from a process engine. Everything but {@link #transaction}, {@link
 * #isInHostTransaction} and {@link #close} is called inside a transaction; what happens in the
 * process meanwhile is told to the transaction's {@link UnitOfWork}.
 */
public interface ProcessRuntime extends AutoCloseable {

  /**
   * Runs work in one transaction with the process engine's own: all of it is committed, or nothing.
   * Work that met a conflict with another transaction is run again. Inside a transaction of the
   * host's the work is part of that one, which ends later; then it is never run again.
   */
  <T> T transaction(Function<UnitOfWork, T> work);

  /** Whether this thread is inside a transaction of the host's. */
  boolean isInHostTransaction();

  /**
   * Refuses what takes several transactions, or changes what is kept in memory, inside a
   * transaction of the host's: a rollback could not undo it.
   *
   * @param what such as "policy packs to be changed"
   */
  default void refuseInHostTransaction(String what) {
    if (isInHostTransaction()) {
      throw new InvalidStateException(
          "transaction",
          "Expected "
              + what
              + " outside any transaction of the host's, but one is active in this thread.",
          "call it before the transaction begins or after it has ended");
    }
  }

  /** Deploys a model; gives the engine's id of the definition. */
  String deploy(String name, byte[] model);

  /** The model of a deployed definition, under the name with which it was deployed. */
  StreamModel model(String definition);

  /**
   * Starts an instance.
   *
   * @param definition the engine's id of the definition
   * @param message the message start event to begin at; null for the plain start event
   * @param itemKey the work item, as the instance's business key
   * @return the engine's id of the instance
   */
  String start(
      String definition, @Nullable String message, String itemKey, Map<String, Object> variables);

  /** Completes a human step. */
  void completeTask(String engineRef, Map<String, Object> variables);

  /** Lets an instance go on that waits for another value stream. */
  void signal(String engineRef, Map<String, Object> variables);

  /** Gives an automated step that failed for good another try. */
  void retryHandler(String instance, String engineRef);

  /** Gets a migration between two definitions ready; says whether the engine can carry it out. */
  EngineMigration migration(String from, String to, List<Instruction> instructions);

  /** Ends an instance without a result. */
  void cancel(String instance, String reason);

  /** Deletes what the engine remembers of instances that have ended. */
  void deleteHistory(List<String> instances);

  /**
   * Finds texts of instances that are to be changed.
   *
   * @param change gives what is to stand for a text, the text itself if it may stay
   */
  HistoryTexts texts(List<String> instances, UnaryOperator<String> change);

  @Override
  void close();
}
