// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A database whose clock is wrong by some seconds, seen from whoever asks it for the time; it says
 * that it is on another machine. Thread-safe.
 */
public final class LyingDatabase {
  private final AtomicInteger aheadSeconds;
  private final DataSource dataSource;

  private LyingDatabase(DataSource truth, int aheadSeconds) {
    this.aheadSeconds = new AtomicInteger(aheadSeconds);
    this.dataSource = proxy(DataSource.class, truth, this::ofDataSource);
  }

  /** Lets a database lie. */
  public static LyingDatabase of(DataSource truth, int aheadSeconds) {
    return new LyingDatabase(truth, aheadSeconds);
  }

  /** The database as others see it. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Sets its clock. */
  public void ahead(int seconds) {
    aheadSeconds.set(seconds);
  }

  private Object ofDataSource(String method, Object result) {
    return result instanceof Connection connection
        ? proxy(Connection.class, connection, this::ofConnection)
        : result;
  }

  private Object ofConnection(String method, Object result) throws SQLException {
    if (method.equals("createStatement")) {
      return proxy(Statement.class, (Statement) result, (name, value) -> value);
    }
    if (method.equals("getMetaData") && isH2((DatabaseMetaData) result)) {
      return proxy(
          DatabaseMetaData.class,
          (DatabaseMetaData) result,
          (name, value) -> name.equals("getURL") ? "jdbc:h2:tcp://db/millrace" : value);
    }
    return result;
  }

  private static boolean isH2(DatabaseMetaData data) throws SQLException {
    return data.getURL().startsWith("jdbc:h2:");
  }

  /** Changes what a method gives. */
  private interface Change {
    Object apply(String method, Object result) throws SQLException;
  }

  private <T> T proxy(Class<T> type, T target, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (arguments != null && "select current_timestamp".equals(arguments[0])) {
                arguments[0] += " + interval '" + aheadSeconds.get() + "' second";
              }
              try {
                return change.apply(method.getName(), method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
