// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A host's transactions in plain JDBC: one connection for each, bound to the thread. The data
 * source that belongs to them gives that connection as often as asked.
 */
final class ThreadTransactions implements HostTransactions {
  private final DataSource database;
  private final ThreadLocal<@Nullable Running> running = new ThreadLocal<>();

  ThreadTransactions(DataSource database) {
    this.database = database;
  }

  private static final class Running {
    private final Connection connection;
    private final List<Consumer<Outcome>> listeners = new ArrayList<>();
    private boolean rollbackOnly;

    Running(Connection connection) {
      this.connection = connection;
    }
  }

  /** The transaction was to be committed, but somebody had given it up. */
  static final class GivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(SQLException cause) {
      super(cause);
    }
  }

  /** The data source that belongs to these transactions. */
  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> {
              Running now = running.get();
              if (now != null && method.getName().equals("getConnection")) {
                return withoutClose(now.connection);
              }
              try {
                return method.invoke(database, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Connection withoutClose(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              switch (method.getName()) {
                case "close":
                  return null;
                case "commit", "rollback", "setAutoCommit":
                  throw new SQLException("Only the host ends its transaction.");
                default:
                  try {
                    return method.invoke(connection, args);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
              }
            });
  }

  /** The connection of the running transaction. */
  Connection connection() {
    return current().connection;
  }

  private Running current() {
    Running now = running.get();
    if (now == null) {
      throw new IllegalStateException("no transaction is active");
    }
    return now;
  }

  @Override
  public boolean isActive() {
    return running.get() != null;
  }

  boolean isRollbackOnly() {
    return current().rollbackOnly;
  }

  @Override
  public <T extends @Nullable Object> T inNew(Supplier<T> work) {
    Running before = running.get();
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      Running now = new Running(connection);
      running.set(now);
      boolean committed = false;
      try {
        T result = work.get();
        if (now.rollbackOnly) {
          throw new GivenUpException();
        }
        connection.commit();
        committed = true;
        return result;
      } finally {
        running.set(before);
        if (!committed) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
        Outcome outcome = committed ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
        now.listeners.forEach(listener -> listener.accept(outcome));
      }
    } catch (SQLException e) {
      throw new FailedException(e);
    }
  }

  @Override
  public void setRollbackOnly() {
    current().rollbackOnly = true;
  }

  @Override
  public void afterCompletion(Consumer<Outcome> listener) {
    current().listeners.add(listener);
  }
}
