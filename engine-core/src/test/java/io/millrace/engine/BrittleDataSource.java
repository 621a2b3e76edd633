// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/** A data source whose connections break at the commit, or never come, when a test says so. */
final class BrittleDataSource {
  private BrittleDataSource() {}

  /**
   * @param breaks asked at each commit: whether the connection is lost instead
   */
  static DataSource over(DataSource real, BooleanSupplier breaks) {
    return over(real, breaks, false);
  }

  /**
   * The same, but what was to be committed is, and nobody hears of it.
   *
   * @param breaks asked at each commit: whether the connection is lost after it
   */
  static DataSource deaf(DataSource real, BooleanSupplier breaks) {
    return over(real, breaks, true);
  }

  /**
   * A data source that gives no connection when a test says so.
   *
   * @param isAway asked before each connection
   */
  static DataSource away(DataSource real, BooleanSupplier isAway) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (method.getName().equals("getConnection") && isAway.getAsBoolean()) {
            throw new SQLException("Nobody listens there.", "08001");
          }
          return method.invoke(real, arguments);
        });
  }

  private static DataSource over(DataSource real, BooleanSupplier breaks, boolean committed) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          Object result = method.invoke(real, arguments);
          return result instanceof Connection connection
              ? brittle(connection, breaks, committed)
              : result;
        });
  }

  private static Connection brittle(Connection real, BooleanSupplier breaks, boolean committed) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("commit") && breaks.getAsBoolean()) {
            if (committed) {
              real.commit();
            } else {
              real.rollback();
            }
            throw new SQLException("The connection was lost.", "08006");
          }
          return method.invoke(real, arguments);
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    InvocationHandler unwrapping =
        (self, method, arguments) -> {
          try {
            return handler.invoke(self, method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return type.cast(
        Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, unwrapping));
  }
}
