// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.MillraceBuilder;
import io.millrace.spring.SpringTransactions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/** Finds the host's DataSource and the transactions that belong to it. */
record Databases(ListableBeanFactory beans, MillraceProperties.Database settings) {

  void apply(MillraceBuilder builder) {
    if (settings.h2File() != null) {
      builder.h2File(settings.h2File());
      return;
    }
    DataSource source = find(DataSource.class, settings.dataSource(), "data-source");
    if (source == null) {
      return; // H2 in memory
    }
    if (!settings.joinTransactions()) {
      builder.dataSource(source);
      return;
    }
    HostTransactions given = beans.getBeanProvider(HostTransactions.class).getIfAvailable();
    PlatformTransactionManager manager =
        given == null
            ? find(
                PlatformTransactionManager.class,
                settings.transactionManager(),
                "transaction-manager")
            : null;
    if (given != null) {
      builder.dataSource(source).transactions(given);
    } else if (manager != null) {
      builder
          .dataSource(SpringTransactions.dataSource(source))
          .transactions(new SpringTransactions(manager));
    } else {
      builder.dataSource(source);
    }
  }

  private <T> @Nullable T find(Class<T> type, @Nullable String name, String property) {
    if (name != null) {
      return beans.getBean(name, type);
    }
    T only = beans.getBeanProvider(type).getIfUnique();
    String[] names = beans.getBeanNamesForType(type);
    if (only == null && names.length > 0) {
      throw new IllegalStateException(
          "Expected one bean of type "
              + type.getSimpleName()
              + " for Millrace, or a primary one, but there are "
              + String.join(", ", names)
              + ".\nMaybe name one in millrace.database."
              + property
              + ", or give Millrace files of its own with millrace.database.h2-file.");
    }
    return only;
  }
}
