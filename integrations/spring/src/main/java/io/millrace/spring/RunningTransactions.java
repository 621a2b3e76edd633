// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Knows which transactions of a manager are at their end. What is called after a commit still finds
 * the transaction there, and would write into it although nothing is committed any more. Each
 * thread has its own view.
 */
final class RunningTransactions implements TransactionExecutionListener {
  private final ThreadLocal<Deque<Running>> running = ThreadLocal.withInitial(ArrayDeque::new);

  private static final class Running {
    private final TransactionExecution transaction;
    private boolean ending;

    Running(TransactionExecution transaction) {
      this.transaction = transaction;
    }
  }

  /** Whether the innermost transaction of this thread is being committed or rolled back. */
  boolean isEnding() {
    Running innermost = running.get().peek();
    return innermost != null && innermost.ending;
  }

  @Override
  public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
    if (failure == null) {
      running.get().push(new Running(transaction));
    }
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    ending(transaction);
  }

  @Override
  public void beforeRollback(TransactionExecution transaction) {
    ending(transaction);
  }

  private void ending(TransactionExecution transaction) {
    for (Running one : running.get()) {
      one.ending |= one.transaction == transaction;
    }
  }

  @Override
  public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
    ended(transaction);
  }

  @Override
  public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
    ended(transaction);
  }

  private void ended(TransactionExecution transaction) {
    Deque<Running> mine = running.get();
    mine.removeIf(one -> one.transaction == transaction);
    if (mine.isEmpty()) {
      running.remove();
    }
  }
}
