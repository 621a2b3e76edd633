// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a host, in which Millrace takes part: given with {@link
 * MillraceBuilder#transactions}, beside a data source whose connections belong to them. Then an
 * operation that is called inside a transaction of the host becomes part of it. Rows of the host's
 * own and of Millrace see each other there, and a rollback undoes both. Called outside of one, an
 * operation has a transaction to itself, as does everything that Millrace does by itself.
 *
 * <p>Implementations are thread-safe and bind a transaction to the thread that began it. While one
 * is active, the data source gives its connection to that thread as often as asked, with automatic
 * commit off, and closing what it gave does nothing. Otherwise the data source gives connections as
 * usual. All of it has isolation READ COMMITTED.
 *
 * <p>What goes wrong while a transaction begins or ends comes out as an unchecked exception, with
 * the {@link java.sql.SQLException} among its causes if there is one.
 */
public interface HostTransactions {

  /**
   * Whether this thread is inside a transaction, be it one that can only be rolled back.
   *
   * @throws InvalidStateException if it is inside one that was rolled back already, as a timeout
   *     does in some transaction managers: an operation could not become part of it
   */
  boolean isActive();

  /**
   * Runs work in a transaction of its own, and commits it when the work returns. A transaction that
   * is active in this thread rests meanwhile. If the work throws, the transaction is rolled back,
   * and what was thrown comes out as it is.
   *
   * @return what the work returned
   */
  <T extends @Nullable Object> T inNew(Supplier<T> work);

  /** Lets the transaction that is active in this thread end with a rollback, whatever follows. */
  void setRollbackOnly();

  /**
   * Has a listener told once what became of the transaction that is active in this thread. It is
   * called after the end of the transaction, on whichever thread ended it. Millrace's listeners
   * only wake threads of its own: they return at once, use no database, and throw nothing.
   */
  void afterCompletion(Consumer<Outcome> listener);

  /** What became of a transaction. */
  enum Outcome {
    /** It was committed. */
    COMMITTED,
    /** It was rolled back. */
    ROLLED_BACK,
    /** Nobody knows: the database or another resource did not answer in time. */
    UNKNOWN
  }
}
