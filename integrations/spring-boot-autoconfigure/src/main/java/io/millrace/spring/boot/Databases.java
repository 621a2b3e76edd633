// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.MillraceBuilder;
import io.millrace.spring.SpringTransactions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;

/** Finds the host's DataSource and the transactions that belong to it. */
record Databases(HostBeans beans, MillraceProperties.Database settings) {

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
    HostTransactions given = beans.one(HostTransactions.class).orElse(null);
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
      return beans.called(name, type);
    }
    return beans
        .one(
            type,
            "Maybe name one in millrace.database."
                + property
                + ", or give Millrace files of its own with millrace.database.h2-file.")
        .orElse(null);
  }
}
