// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Participant;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.jta.JtaTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Millrace in the transactions of a JTA manager that Spring drives. */
class JtaStateTest {
  private static final Slow SLOW = new Slow();

  private static TransactionManager server;
  private static AgroalDataSource database;
  private static TransactionTemplate transactions;
  private static Millrace millrace;
  private static Operations ops;

  /** Outlasts the timeout inside an operation, at a demand that is called so. */
  private static final class Slow implements Plugin {
    @Override
    public String id() {
      return "slow";
    }

    @Override
    public void contribute(Contributions to) {
      Participant participant =
          events -> {
            if (events.stream().anyMatch(event -> "SLOW".equals(event.item()))) {
              awaitTimeout();
            }
          };
      to.participant(participant);
    }
  }

  @BeforeAll
  static void open() throws SQLException {
    for (String store : new String[] {"default", "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(
              ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
          .setObjectStoreType(VolatileStore.class.getName());
    }
    server = com.arjuna.ats.jta.TransactionManager.transactionManager();
    database =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pool ->
                        pool.maxSize(12)
                            .transactionIntegration(
                                new NarayanaTransactionIntegration(
                                    server, new TransactionSynchronizationRegistryImple()))
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory.jdbcUrl("jdbc:h2:mem:spring-jta;DB_CLOSE_DELAY=-1"))));
    JtaTransactionManager manager =
        new JtaTransactionManager(com.arjuna.ats.jta.UserTransaction.userTransaction(), server);
    manager.afterPropertiesSet();
    transactions = new TransactionTemplate(manager);
    transactions.setTimeout(1);
    millrace =
        Millrace.builder()
            .dataSource(SpringTransactions.dataSource(database))
            .transactions(new SpringTransactions(manager))
            .plugin(SLOW)
            .build();
    ops = millrace.as(Caller.system());
  }

  @AfterAll
  static void close() {
    millrace.close();
    database.close();
  }

  private static void submit(String id) {
    ops.intake().submit(Demand.builder(id).title("No mail").build());
  }

  private static void awaitTimeout() {
    try {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (server.getStatus() != Status.STATUS_ROLLEDBACK && System.nanoTime() < end) {
        Thread.sleep(50);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldRefuseToWorkBesideATransactionThatTimedOut() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      submit("IN-TIME");
                      awaitTimeout();
                      submit("TOO-LATE");
                    }))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith(
            "Expected the transaction of this thread to be under way, but it was rolled back");

    assertThat(ops.work().find("IN-TIME")).isEmpty();
    assertThat(ops.work().find("TOO-LATE")).isEmpty();
  }

  @Test
  void shouldNotAcknowledgeWhatOutlastsTheTransaction() {
    assertThatThrownBy(() -> transactions.executeWithoutResult(status -> submit("SLOW")))
        .isInstanceOf(RuntimeException.class);

    assertThat(ops.work().find("SLOW")).isEmpty();
  }

  @Test
  void shouldTakePartUntilTheCommit() {
    transactions.executeWithoutResult(status -> submit("DONE"));

    assertThat(ops.work().find("DONE")).isPresent();
  }
}
