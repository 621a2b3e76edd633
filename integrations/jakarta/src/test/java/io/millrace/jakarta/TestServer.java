// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.internal.arjuna.objectstore.VolatileStore;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.narayana.NarayanaTransactionIntegration;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * What a server has: a transaction manager, and a data source that takes part in its transactions.
 */
public final class TestServer implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final TransactionManager manager;
  private final AgroalDataSource source;

  /** Starts one with an empty database. */
  public TestServer() throws SQLException {
    for (String store : new String[] {"default", "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(
              ObjectStoreEnvironmentBean.class, store.equals("default") ? null : store)
          .setObjectStoreType(VolatileStore.class.getName());
    }
    manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
    TransactionSynchronizationRegistry registry =
        new com.arjuna.ats.internal.jta.transaction.arjunacore
            .TransactionSynchronizationRegistryImple();
    String url = "jdbc:h2:mem:jta-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    source =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    pool ->
                        pool.maxSize(12)
                            .transactionIntegration(
                                new NarayanaTransactionIntegration(manager, registry))
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url))));
  }

  /** Its transaction manager. */
  public TransactionManager manager() {
    return manager;
  }

  /** Its data source. */
  public DataSource source() {
    return source;
  }

  /** What a host does. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Does it in a transaction, which is rolled back if it throws. */
  public void inTransaction(Work work) throws Exception {
    manager.begin();
    try {
      work.run();
    } catch (Exception | Error e) {
      manager.rollback();
      throw e;
    }
    manager.commit();
  }

  /** Executes a statement. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Counts rows. */
  public int count(String where) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + where)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
