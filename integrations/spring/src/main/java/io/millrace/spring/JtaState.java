// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import io.millrace.engine.InvalidStateException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import org.springframework.transaction.jta.JtaTransactionManager;

/**
 * What the server makes of the transactions of a JTA manager: it may roll one back while Spring
 * still runs it. Apart from {@link SpringTransactions}, as most hosts have no JTA on their class
 * path. Thread-safe.
 */
final class JtaState {
  private final JtaTransactionManager manager;

  JtaState(JtaTransactionManager manager) {
    this.manager = manager;
  }

  /**
   * Requires that the transaction of this thread can still be worked in.
   *
   * @throws InvalidStateException if it was rolled back, is being so, or nobody knows
   */
  void requireUnderWay() {
    UserTransaction server = manager.getUserTransaction();
    if (server == null) {
      return;
    }
    int status;
    try {
      status = server.getStatus();
    } catch (SystemException e) {
      throw new IllegalStateException(
          "Expected the transaction manager to tell the state of a transaction, but it failed: "
              + e.getMessage(),
          e);
    }
    if (status == Status.STATUS_ROLLEDBACK
        || status == Status.STATUS_ROLLING_BACK
        || status == Status.STATUS_UNKNOWN) {
      throw new InvalidStateException(
          "transaction",
          "Expected the transaction of this thread to be under way, but "
              + (status == Status.STATUS_UNKNOWN
                  ? "its manager does not know what became of it."
                  : "it was rolled back or is being so."),
          "look whether it took longer than its timeout, and call Millrace in a new one");
    }
  }
}
