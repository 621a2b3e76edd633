// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one thread asks of a database: statements (each row of a batch is one) and round
 * trips (an executed statement, a batch, a commit or a roll back is one, as with PostgreSQL's
 * driver). Counts only the thread that made it.
 */
public final class Traffic {
  private final Thread thread = Thread.currentThread();
  private final Map<String, Integer> bySql = new LinkedHashMap<>();
  private long roundTrips;
  private long statements;

  /** The data source, counted. */
  public DataSource count(DataSource source) {
    return proxy(DataSource.class, source, null);
  }

  /** How many round trips so far. */
  public long roundTrips() {
    return roundTrips;
  }

  /** How many statements so far. */
  public long statements() {
    return statements;
  }

  /** How many round trips each statement took so far. */
  public Map<String, Integer> bySql() {
    return Map.copyOf(bySql);
  }

  private <T> T proxy(Class<T> type, T target, @Nullable String sql) {
    InvocationHandler handler = new Counter(target, sql);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private void trip(String what) {
    if (Thread.currentThread() == thread) {
      roundTrips++;
      bySql.merge(what, 1, Integer::sum);
    }
  }

  private void statement() {
    if (Thread.currentThread() == thread) {
      statements++;
    }
  }

  /** Passes every call on and counts those that go to the database. */
  private final class Counter implements InvocationHandler {
    private final Object target;
    private final @Nullable String sql;

    private Counter(Object target, @Nullable String sql) {
      this.target = target;
      this.sql = sql;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      String name = method.getName();
      String first = arguments != null && arguments[0] instanceof String text ? text : null;
      if (target instanceof Statement) {
        if (name.equals("addBatch")) {
          statement();
        } else if (name.equals("executeBatch")) {
          trip(String.valueOf(sql));
        } else if (name.startsWith("execute")) {
          statement();
          trip(first == null ? String.valueOf(sql) : first);
        }
      } else if (name.equals("commit") || name.equals("rollback")) {
        trip(name);
      }
      Object result;
      try {
        result = method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
      if (result instanceof PreparedStatement statement && target instanceof Connection) {
        return proxy(PreparedStatement.class, statement, first);
      }
      if (result instanceof Connection connection && target instanceof DataSource) {
        return proxy(Connection.class, connection, null);
      }
      return result;
    }
  }
}
