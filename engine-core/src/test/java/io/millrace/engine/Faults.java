// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database that fails when a test says so: the n-th statement, or the n-th commit, of the thread
 * that aims. Other threads never notice. It wraps the driver, below the pool, so that the pool sees
 * what it would see; above the pool it counts the connections that are lent. Thread-safe.
 */
final class Faults {
  /** How a call fails. */
  enum Mode {
    /** The database refuses one statement; the connection and its transaction stay. */
    REFUSED(false, "XX000"),
    /** The database says that another transaction came in between. */
    CONFLICT(false, "40001"),
    /** The connection breaks at a statement: the database rolls back, all later calls fail. */
    BROKEN(false, "08006"),
    /** The connection breaks before a commit reaches the database. */
    COMMIT_LOST(true, "08006"),
    /** The database commits, and the connection breaks before it can say so. */
    COMMIT_UNHEARD(true, "08006");

    private final boolean atCommit;
    private final String state;

    Mode(boolean atCommit, String state) {
      this.atCommit = atCommit;
      this.state = state;
    }

    private SQLException exception(String call) {
      String message = "fault " + this;
      return call.equals("executeBatch")
          ? new BatchUpdateException(message, state, new int[0])
          : new SQLException(message, state);
    }
  }

  /** What happened from aiming on: whether the fault was reached, and the calls up to there. */
  record Shot(boolean hit, int statements, int commits) {}

  private final Map<Thread, Aim> aims = new ConcurrentHashMap<>();
  private final Map<Connection, Thread> lent = new ConcurrentHashMap<>();

  /** One fault to come. Belongs to one thread. */
  private static final class Aim {
    private final Mode mode;
    private final int number;
    private int statements;
    private int commits;
    private boolean hit;

    Aim(Mode mode, int number) {
      this.mode = mode;
      this.number = number;
    }

    boolean meets(boolean commit) {
      int now = commit ? ++commits : ++statements;
      boolean here = !hit && commit == mode.atCommit && now == number;
      hit |= here;
      return here;
    }
  }

  /** Fails the n-th statement or commit of this thread from now on; 0 fails none. */
  void aim(Mode mode, int number) {
    aims.put(Thread.currentThread(), new Aim(mode, number));
  }

  /** Fails nothing more. */
  Shot end() {
    Aim aim = aims.remove(Thread.currentThread());
    return new Shot(aim.hit, aim.statements, aim.commits);
  }

  /** Gives back what this thread has taken from the pool. */
  void giveBack() {
    lent.entrySet()
        .removeIf(
            one -> {
              boolean mine = one.getValue().equals(Thread.currentThread());
              if (mine) {
                try {
                  one.getKey().close();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              }
              return mine;
            });
    aims.remove(Thread.currentThread());
  }

  /** How many connections this thread has taken from the pool and not given back. */
  long lent() {
    return lent.values().stream().filter(Thread.currentThread()::equals).count();
  }

  /** The driver's data source, failing on demand: for a pool. */
  DataSource under(DataSource driver) {
    return proxy(
        DataSource.class,
        driver,
        (method, args, result) ->
            result instanceof Connection connection ? new Wire(connection).proxy() : result);
  }

  /** The pool, counting what is lent: for Millrace. */
  DataSource over(DataSource pool) {
    return proxy(
        DataSource.class,
        pool,
        (method, args, result) ->
            result instanceof Connection connection ? lend(connection) : result);
  }

  private Connection lend(Connection connection) {
    lent.put(connection, Thread.currentThread());
    return proxy(
        Connection.class,
        connection,
        (method, args, result) -> {
          if (method.getName().equals("close")) {
            lent.remove(connection);
          }
          return result;
        });
  }

  /** One physical connection. */
  private final class Wire {
    private static final Set<String> ALWAYS =
        Set.of("close", "abort", "isClosed", "isValid", "toString", "hashCode", "equals");

    private final Connection connection;
    private volatile boolean broken;

    Wire(Connection connection) {
      this.connection = connection;
    }

    Connection proxy() {
      return (Connection)
          Proxy.newProxyInstance(
              Faults.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, args) -> {
                requireWhole(method);
                if (method.getName().equals("commit")) {
                  return commit();
                }
                Object result = call(connection, method, args);
                return result instanceof Statement statement ? wrap(statement, method) : result;
              });
    }

    private Object wrap(Statement statement, Method from) {
      return Proxy.newProxyInstance(
          Faults.class.getClassLoader(),
          new Class<?>[] {from.getReturnType()},
          (self, method, args) -> {
            requireWhole(method);
            if (method.getName().startsWith("execute")) {
              fail(method.getName());
            }
            return call(statement, method, args);
          });
    }

    private void fail(String call) throws SQLException {
      Aim aim = aims.get(Thread.currentThread());
      if (aim != null && aim.meets(false)) {
        if (aim.mode == Mode.BROKEN) {
          cut();
        }
        throw aim.mode.exception(call);
      }
    }

    private @Nullable Object commit() throws SQLException {
      Aim aim = aims.get(Thread.currentThread());
      if (aim == null || !aim.meets(true)) {
        connection.commit();
        return null;
      }
      if (aim.mode == Mode.COMMIT_UNHEARD) {
        connection.commit();
      }
      cut();
      throw aim.mode.exception("commit");
    }

    private void cut() throws SQLException {
      broken = true;
      connection.close(); // the database rolls back what is open
    }

    private void requireWhole(Method method) throws SQLException {
      if (broken && !ALWAYS.contains(method.getName())) {
        throw new SQLException("The connection is broken.", Mode.BROKEN.state);
      }
    }
  }

  /** What becomes of the result of a call. */
  private interface After {
    Object apply(Method method, Object[] args, Object result);
  }

  private static <T> T proxy(Class<T> type, T target, After after) {
    return type.cast(
        Proxy.newProxyInstance(
            Faults.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> after.apply(method, args, call(target, method, args))));
  }

  private static Object call(Object target, Method method, Object[] args) throws Throwable {
    try {
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
