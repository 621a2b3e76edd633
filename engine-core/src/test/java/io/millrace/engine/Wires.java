// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The wires between Millrace and its database: each thread's statements can be watched and halted,
 * and all wires can be cut at once, after which nothing reaches the database any more, as if the
 * process had been killed. Thread-safe.
 */
final class Wires implements DataSource {
  /** What a commit is called among the statements. */
  static final String COMMIT = "commit";

  private final DataSource database;
  private final Map<Thread, Tap> taps = new ConcurrentHashMap<>();
  private volatile @Nullable Tap handlerTap;
  private volatile boolean cut;

  Wires(DataSource database) {
    this.database = database;
  }

  /** Hears of each statement and commit of a thread. */
  interface Tap {
    /** It is about to go to the database. */
    void before(String statement) throws SQLException;

    /**
     * It came back.
     *
     * @param failure null if it succeeded
     */
    default void after(String statement, @Nullable Throwable failure) throws SQLException {}
  }

  /** Listens to a thread until the tap is taken off. */
  void tap(Thread thread, Tap tap) {
    taps.put(thread, tap);
  }

  void untap(Thread thread) {
    taps.remove(thread);
  }

  /** Listens to the threads that do automated steps; null for nobody. */
  void tapHandlers(@Nullable Tap tap) {
    handlerTap = tap;
  }

  /** From now on nothing reaches the database but the end of what has begun. */
  void cut() {
    cut = true;
  }

  /** The process is another one now. */
  void mend() {
    cut = false;
  }

  @Override
  public Connection getConnection() throws SQLException {
    refuseIfCut();
    return wrap(database.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    refuseIfCut();
    return wrap(database.getConnection(user, password));
  }

  private void refuseIfCut() throws SQLException {
    if (cut) {
      throw new SQLNonTransientConnectionException("The wire is cut.", "08006");
    }
  }

  private @Nullable Tap tap() {
    Thread thread = Thread.currentThread();
    Tap tap = taps.get(thread);
    return tap == null && thread.getName().startsWith("millrace-handler") ? handlerTap : tap;
  }

  private Connection wrap(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments) -> {
          String name = method.getName();
          if (name.equals(COMMIT)) {
            return told(COMMIT, () -> call(method, connection, arguments));
          }
          Object result = call(method, connection, arguments);
          String sql = arguments != null && arguments[0] instanceof String text ? text : name;
          if (result instanceof CallableStatement call) {
            return statement(CallableStatement.class, call, sql);
          }
          if (result instanceof PreparedStatement prepared) {
            return statement(PreparedStatement.class, prepared, sql);
          }
          return result instanceof Statement plain
              ? statement(Statement.class, plain, sql)
              : result;
        });
  }

  private <T extends Statement> T statement(Class<T> type, T statement, String prepared) {
    return proxy(
        type,
        statement,
        (method, arguments) -> {
          if (!method.getName().startsWith("execute")) {
            return call(method, statement, arguments);
          }
          String sql = arguments != null && arguments[0] instanceof String text ? text : prepared;
          return told(sql, () -> call(method, statement, arguments));
        });
  }

  private interface Sending {
    @Nullable Object send() throws Throwable;
  }

  private @Nullable Object told(String statement, Sending sending) throws Throwable {
    Tap tap = tap();
    if (tap != null) {
      tap.before(statement);
    }
    refuseIfCut();
    Object result;
    try {
      result = sending.send();
    } catch (Throwable e) {
      if (tap != null) {
        tap.after(statement, e);
      }
      throw e;
    }
    if (tap != null) {
      tap.after(statement, null);
    }
    return result;
  }

  private interface Handling {
    @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, T target, Handling handling) {
    return type.cast(
        Proxy.newProxyInstance(
            Wires.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> arguments != null && proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> target.toString();
                  default -> handling.handle(method, arguments);
                }));
  }

  private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return database.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return database.isWrapperFor(type);
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return database.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    database.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    database.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return database.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
