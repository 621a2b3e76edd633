// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.InvalidStateException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.TransactionContext;
import org.camunda.bpm.engine.impl.cfg.TransactionListener;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's view of a transaction that it does not end itself. Whoever began the transaction
 * tells what became of it, once, perhaps after the command. Not thread-safe.
 */
final class HostTransactionContext implements TransactionContext {
  private static final Logger LOG = LoggerFactory.getLogger(HostTransactionContext.class);

  private final CommandContext command;
  private final Map<TransactionState, List<TransactionListener>> listeners =
      new EnumMap<>(TransactionState.class);
  private @Nullable HostTransactions joined;
  private boolean rolledBack;

  HostTransactionContext(CommandContext command) {
    this.command = command;
  }

  /** The command is part of a transaction of the host's, which ends later. */
  void join(HostTransactions transactions) {
    joined = transactions;
  }

  @Override
  public void addTransactionListener(TransactionState state, TransactionListener listener) {
    HostTransactions host = joined;
    if (host != null && isOfTheEnd(state)) {
      host.afterCompletion(outcome -> tell(state, listener, outcome));
    } else {
      listeners.computeIfAbsent(state, unheard -> new ArrayList<>()).add(listener);
    }
  }

  private static boolean isOfTheEnd(TransactionState state) {
    return state == TransactionState.COMMITTED || state == TransactionState.ROLLED_BACK;
  }

  /** Whoever ended the transaction must not hear of what went wrong here. */
  private void tell(
      TransactionState state, TransactionListener listener, HostTransactions.Outcome outcome) {
    boolean committed = outcome != HostTransactions.Outcome.ROLLED_BACK; // perhaps: waking is cheap
    if (committed != (state == TransactionState.COMMITTED)) {
      return;
    }
    try {
      listener.execute(command);
    } catch (RuntimeException e) {
      LOG.warn("What follows a transaction of the host's failed.", e);
    }
  }

  /**
   * The command has done its work and written its rows; whoever began the transaction ends it.
   *
   * @throws InvalidStateException if it has ended meanwhile, as after a timeout
   */
  @Override
  public void commit() {
    HostTransactions host = joined;
    if (host != null && !host.isActive()) {
      throw new InvalidStateException(
          "transaction",
          "Expected the host's transaction to last until the operation in it was done, but it has"
              + " ended.",
          "look whether it took longer than its timeout, and call Millrace in a new one");
    }
    fire(TransactionState.COMMITTING);
  }

  /** The exception that led here makes whoever began the transaction roll it back. */
  @Override
  public void rollback() {
    rolledBack = true;
    fire(TransactionState.ROLLINGBACK);
  }

  /** The transaction has ended. */
  void ended(boolean committed) {
    rolledBack = !committed;
    TransactionState state = committed ? TransactionState.COMMITTED : TransactionState.ROLLED_BACK;
    listeners
        .getOrDefault(state, List.of())
        .forEach(
            listener ->
                tell(
                    state,
                    listener,
                    committed
                        ? HostTransactions.Outcome.COMMITTED
                        : HostTransactions.Outcome.ROLLED_BACK));
  }

  private void fire(TransactionState state) {
    listeners.getOrDefault(state, List.of()).forEach(listener -> listener.execute(command));
  }

  @Override
  public boolean isTransactionActive() {
    return !rolledBack;
  }
}
