// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Reads many rows one after another, in a transaction of its own, as PostgreSQL needs it to stream
 * them; inside a transaction of the host's, as a part of that, which is left as it is. Thread-safe.
 *
 * @param dataSource where the rows are
 * @param inHostTransaction whether the thread is inside a transaction of the host's
 */
public record BulkReads(DataSource dataSource, BooleanSupplier inHostTransaction) {

  /** What reads. */
  @FunctionalInterface
  public interface Read<T extends Object> {
    /** Reads with a connection, which must stay open. */
    T read(Connection connection) throws SQLException, IOException;
  }

  /** Reads; nothing that it did to the database stays. */
  public <T extends Object> T read(Read<T> work) throws SQLException, IOException {
    try (Connection connection = dataSource.getConnection()) {
      if (inHostTransaction.getAsBoolean()) {
        return work.read(connection);
      }
      boolean automatic = connection.getAutoCommit();
      if (automatic) {
        connection.setAutoCommit(false);
      }
      try {
        return work.read(connection);
      } finally {
        connection.rollback();
        if (automatic) {
          connection.setAutoCommit(true);
        }
      }
    }
  }
}
