// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.MillraceBuilder;
import io.millrace.jakarta.JtaTransactions;
import io.millrace.model.InvalidInputException;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the server's data source and the transactions that belong to it: by the setting, else among
 * the beans, else under the usual names. A bean of type {@link HostTransactions} counts before all.
 */
record Databases(Beans beans, MillraceSettings settings) {
  private static final String DEFAULT = "java:comp/DefaultDataSource";

  void apply(MillraceBuilder builder) {
    Path file = settings.h2File();
    if (file != null) {
      builder.h2File(file);
      return;
    }
    builder.dataSource(dataSource());
    HostTransactions transactions = transactions();
    if (transactions != null) {
      builder.transactions(transactions);
    }
  }

  private DataSource dataSource() {
    String name = settings.dataSource();
    if (name == null) {
      DataSource bean = beans.findOnly(DataSource.class);
      if (bean != null) {
        return bean;
      }
      name = DEFAULT;
    }
    DataSource found = ServerNames.find(name, DataSource.class);
    if (found == null) {
      throw new InvalidInputException(
          "Expected a data source with the JNDI name '" + name + "', but there is none.",
          "name one in " + MillraceSettings.DATA_SOURCE + ", or let a bean be the DataSource");
    }
    return found;
  }

  private @Nullable HostTransactions transactions() {
    if (!settings.joinTransactions()) {
      return null;
    }
    HostTransactions given = beans.findOnly(HostTransactions.class);
    if (given != null) {
      return given;
    }
    String name = settings.transactionManager();
    if (name != null) {
      return JtaTransactions.named(name);
    }
    TransactionManager manager = beans.findOnly(TransactionManager.class);
    return manager == null ? JtaTransactions.ofServer() : new JtaTransactions(manager);
  }
}
