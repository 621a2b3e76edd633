// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.InvalidStateException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transactions of a Spring transaction manager, for Millrace to take part in. The manager's
 * transactions must be those of the data source: its own for JDBC, of its entity manager factory
 * for JPA, or of the server for JTA. Thread-safe.
 *
 * <pre>{@code
 * Millrace.builder()
 *     .dataSource(SpringTransactions.dataSource(dataSource))
 *     .transactions(new SpringTransactions(transactionManager))
 *     .build();
 * }</pre>
 */
public final class SpringTransactions implements HostTransactions {
  private static final TransactionDefinition CURRENT =
      new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_MANDATORY);

  private final PlatformTransactionManager manager;
  private final TransactionTemplate fresh;
  private final RunningTransactions running = new RunningTransactions();
  private final @Nullable JtaState server;

  /**
   * @param manager whose transactions to take part in
   */
  public SpringTransactions(PlatformTransactionManager manager) {
    if (manager instanceof AbstractPlatformTransactionManager known
        && known.getTransactionSynchronization()
            == AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER) {
      throw new IllegalArgumentException(
          "Expected the transaction manager to tell of the end of its transactions, but its"
              + " transaction synchronization is switched off.\n"
              + "Maybe leave SYNCHRONIZATION_NEVER out.");
    }
    this.manager = manager;
    if (manager instanceof ConfigurableTransactionManager listened) {
      listened.addListener(running);
    }
    this.server = manager instanceof JtaTransactionManager jta ? new JtaState(jta) : null;
    this.fresh = new TransactionTemplate(manager);
    this.fresh.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.fresh.setName("millrace");
  }

  /** A data source that gives the connection of the thread's transaction, if there is one. */
  public static DataSource dataSource(DataSource source) {
    return source instanceof TransactionAwareDataSourceProxy
        ? source
        : new TransactionAwareDataSourceProxy(source);
  }

  /**
   * Whether this manager has a transaction in this thread that is not at its end; those of others
   * do not count. So what is called after a commit has a transaction of its own.
   *
   * @throws InvalidStateException if the server has rolled a JTA transaction back, as after its
   *     timeout, and this thread is still in it: what it does now would be kept although the rest
   *     is undone
   */
  @Override
  public boolean isActive() {
    if (!TransactionSynchronizationManager.isActualTransactionActive() || running.isEnding()) {
      return false;
    }
    if (server != null) {
      server.requireUnderWay();
    }
    try {
      manager.commit(manager.getTransaction(CURRENT)); // of a part: ends nothing
      return true;
    } catch (IllegalTransactionStateException e) {
      return false;
    } catch (UnexpectedRollbackException e) {
      return true; // one that can only be rolled back
    }
  }

  @Override
  @SuppressWarnings("NullAway") // null is what the work returned
  public <T extends @Nullable Object> T inNew(Supplier<T> work) {
    return fresh.execute(status -> work.get());
  }

  @Override
  public void setRollbackOnly() {
    TransactionStatus part = manager.getTransaction(CURRENT);
    part.setRollbackOnly();
    manager.rollback(part);
  }

  @Override
  public void afterCompletion(Consumer<Outcome> listener) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            listener.accept(outcome(status));
          }
        });
  }

  private static Outcome outcome(int status) {
    return switch (status) {
      case TransactionSynchronization.STATUS_COMMITTED -> Outcome.COMMITTED;
      case TransactionSynchronization.STATUS_ROLLED_BACK -> Outcome.ROLLED_BACK;
      default -> Outcome.UNKNOWN;
    };
  }
}
