// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.InvalidStateException;
import io.millrace.jakarta.internal.ServerNames;
import io.millrace.model.InvalidInputException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.InvalidTransactionException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a Jakarta transaction manager, for Millrace to take part in. The data source
 * is one whose connections take part in them, as those of a server do. Thread-safe.
 *
 * <pre>{@code
 * Millrace.builder()
 *     .dataSource(dataSource)
 *     .transactions(JtaTransactions.ofServer())
 *     .build();
 * }</pre>
 */
public final class JtaTransactions implements HostTransactions {
  /** Where servers keep it; the specification leaves that to them. */
  private static final List<String> USUAL_NAMES =
      List.of(
          "java:jboss/TransactionManager",
          "java:appserver/TransactionManager",
          "java:comp/TransactionManager",
          "java:/TransactionManager",
          "jakarta.transaction.TransactionManager");

  private final TransactionManager manager;

  /**
   * @param manager whose transactions to take part in
   */
  public JtaTransactions(TransactionManager manager) {
    this.manager = manager;
  }

  /**
   * Those of the server, whose transaction manager is looked up under the names that servers use.
   *
   * @throws InvalidInputException if it has none of the names
   */
  public static JtaTransactions ofServer() {
    for (String name : USUAL_NAMES) {
      TransactionManager found = ServerNames.find(name, TransactionManager.class);
      if (found != null) {
        return new JtaTransactions(found);
      }
    }
    throw new InvalidInputException(
        "Expected the server's transaction manager under one of the JNDI names "
            + String.join(", ", USUAL_NAMES)
            + ", but none of them has it.",
        "name it in millrace.database.transaction-manager, let a bean be the TransactionManager, or"
            + " set millrace.database.join-transactions to false");
  }

  /**
   * Those of the transaction manager with a JNDI name.
   *
   * @throws InvalidInputException if there is none with this name
   */
  public static JtaTransactions named(String name) {
    TransactionManager found = ServerNames.find(name, TransactionManager.class);
    if (found == null) {
      throw new InvalidInputException(
          "Expected a transaction manager with the JNDI name '" + name + "', but there is none.",
          "look into the documentation of the server for its name");
    }
    return new JtaTransactions(found);
  }

  /**
   * Whether this thread has a transaction that is not at its end. So what is called after a commit,
   * such as a {@link Synchronization}, has a transaction of its own.
   *
   * @throws InvalidStateException if the transaction was rolled back, as after its timeout, and
   *     this thread is still in it: what it does now would be kept although the rest is undone
   */
  @Override
  public boolean isActive() {
    return switch (status()) {
      case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK -> true;
      case Status.STATUS_ROLLEDBACK, Status.STATUS_ROLLING_BACK ->
          throw notUnderWay("it was rolled back or is being so.");
      case Status.STATUS_UNKNOWN ->
          throw notUnderWay("its manager does not know what became of it.");
      default -> false;
    };
  }

  private static InvalidStateException notUnderWay(String why) {
    return new InvalidStateException(
        "transaction",
        "Expected the transaction of this thread to be under way, but " + why,
        "look whether it took longer than its timeout, and call Millrace in a new one");
  }

  private int status() {
    try {
      return manager.getStatus();
    } catch (SystemException e) {
      throw failed("tell the state of a transaction", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T inNew(Supplier<T> work) {
    Transaction resting = suspend();
    T result;
    try {
      result = inBegun(work);
    } catch (RuntimeException | Error e) {
      resumeAfter(resting, e);
      throw e;
    }
    resume(resting);
    return result;
  }

  private @Nullable Transaction suspend() {
    try {
      return manager.suspend();
    } catch (SystemException e) {
      throw failed("suspend the transaction of this thread", e);
    }
  }

  private <T extends @Nullable Object> T inBegun(Supplier<T> work) {
    try {
      manager.begin();
    } catch (NotSupportedException | SystemException e) {
      throw failed("begin a transaction", e);
    }
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
    commit();
    return result;
  }

  private void commit() {
    try {
      manager.commit();
    } catch (RollbackException
        | HeuristicMixedException
        | HeuristicRollbackException
        | SystemException
        | RuntimeException e) {
      leave(e);
      throw failed("commit a transaction", e);
    }
  }

  /** An end that failed may leave its transaction with this thread, where another one rests. */
  private void leave(Exception failure) {
    try {
      manager.suspend();
    } catch (SystemException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void rollback(Throwable why) {
    try {
      manager.rollback();
    } catch (SystemException | RuntimeException e) {
      why.addSuppressed(e);
      leave(e);
    }
  }

  private void resume(@Nullable Transaction resting) {
    if (resting == null) {
      return;
    }
    try {
      manager.resume(resting);
    } catch (InvalidTransactionException | SystemException | RuntimeException e) {
      throw failed("resume the transaction of this thread", e);
    }
  }

  private void resumeAfter(@Nullable Transaction resting, Throwable failure) {
    try {
      resume(resting);
    } catch (IllegalStateException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void setRollbackOnly() {
    try {
      manager.setRollbackOnly();
    } catch (SystemException e) {
      throw failed("give up a transaction", e);
    }
  }

  /** A transaction that can only be rolled back takes no listeners: this one is told at once. */
  @Override
  public void afterCompletion(Consumer<Outcome> listener) {
    try {
      manager.getTransaction().registerSynchronization(new Listening(listener));
    } catch (RollbackException e) {
      listener.accept(Outcome.ROLLED_BACK);
    } catch (SystemException e) {
      throw failed("hear of the end of a transaction", e);
    }
  }

  private record Listening(Consumer<Outcome> listener) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // nothing is left to do
    }

    @Override
    public void afterCompletion(int status) {
      listener.accept(
          switch (status) {
            case Status.STATUS_COMMITTED -> Outcome.COMMITTED;
            case Status.STATUS_ROLLEDBACK -> Outcome.ROLLED_BACK;
            default -> Outcome.UNKNOWN;
          });
    }
  }

  private static IllegalStateException failed(String what, Exception cause) {
    return new IllegalStateException(
        "Expected the transaction manager to " + what + ", but it failed: " + cause.getMessage(),
        DatabaseCause.of(cause));
  }
}
