// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.engine.Wires.Tap;
import io.millrace.model.MillraceException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs two operations against each other: the first is halted before one of its statements, the
 * second runs until it is through or waits for a lock, and then the first goes on.
 */
final class Interleaver {
  private static final long PATIENCE_SECONDS = 60;
  private static final long STILL_MILLIS = 60;
  private static final long LONG_MILLIS = 200;

  /** SQL states of deadlocks, in H2 and in PostgreSQL. */
  private static final Set<String> DEADLOCKS = Set.of("40001", "40P01");

  private final Wires wires;
  private final DataSource database;

  /**
   * @param database the one behind the wires, to be asked who waits
   */
  Interleaver(Wires wires, DataSource database) {
    this.wires = wires;
    this.database = database;
  }

  /** One of the two. */
  record Operation(Callable<?> call, boolean onHandlerThread) {}

  /**
   * What came of an interleaving.
   *
   * @param first what the halted operation gave: its result or its refusal, as text
   * @param second what the other gave
   * @param points how many statements and commits the first had
   * @param reached whether the first came to where it was to be halted
   * @param waited whether the second had to wait for the first
   * @param deadlocks the deadlocks that the database broke
   */
  record Outcome(
      String first,
      String second,
      int points,
      boolean reached,
      boolean waited,
      List<String> deadlocks) {}

  /**
   * Runs both.
   *
   * @param point the number of the statement before which the first is halted, from 1; beyond its
   *     last one, the two come one after the other
   */
  Outcome run(Operation first, Operation second, int point, String tenant) throws Exception {
    Halt halt = new Halt(point);
    Watch watch = new Watch();
    Run one = start(first, halt, tenant);
    boolean reached = halt.awaitReached(one);
    Run two = start(second, watch, tenant);
    boolean waited = reached && waits(two, watch, second.onHandlerThread());
    halt.release();
    String firstOutcome = one.await();
    String secondOutcome = two.await();
    wires.tapHandlers(null);
    halt.deadlocks.addAll(watch.deadlocks);
    return new Outcome(
        firstOutcome, secondOutcome, halt.count, reached, waited, List.copyOf(halt.deadlocks));
  }

  private Run start(Operation operation, Tap tap, String tenant) {
    Run run = new Run(operation.call(), tenant);
    Thread thread = new Thread(run, "interleaved");
    run.thread = thread;
    if (operation.onHandlerThread()) {
      wires.tapHandlers(tap);
    } else {
      wires.tap(thread, tap);
    }
    thread.start();
    return run;
  }

  /** Whether an operation waits for another, rather than come to its end. */
  private boolean waits(Run run, Watch watch, boolean onHandlerThread) throws Exception {
    long stillSince = System.nanoTime();
    while (!run.isDone()) {
      if (watch.millisInStatement() > 3 && isBlocked()) {
        return true;
      }
      if (watch.millisInStatement() > LONG_MILLIS) {
        return true; // H2 tries again and again to insert a key that another one has inserted
      }
      if (watch.isInStatement() || !run.isStill() || onHandlerThread) {
        stillSince = System.nanoTime();
      } else if (System.nanoTime() - stillSince > STILL_MILLIS * 1_000_000) {
        return true; // for a lock of its own process
      }
      Thread.sleep(1);
    }
    return false;
  }

  private boolean isBlocked() throws SQLException {
    String sql =
        TestStore.isPostgresql()
            ? "select count(*) from pg_locks where not granted"
            : "select count(*) from INFORMATION_SCHEMA.SESSIONS where BLOCKER_ID is not null";
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1) > 0;
    }
  }

  /** An operation on a thread of its own. */
  private static final class Run implements Runnable {
    private final Callable<?> call;
    private final String tenant;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile String outcome = "";
    private volatile @Nullable Thread thread;

    Run(Callable<?> call, String tenant) {
      this.call = call;
      this.tenant = tenant;
    }

    @Override
    public void run() {
      try {
        outcome = text(call.call());
      } catch (MillraceException e) {
        outcome = e.getClass().getSimpleName() + ": " + brief(e.getMessage());
      } catch (Throwable e) {
        outcome = "FAILED " + e;
      } finally {
        outcome = TenantRecord.anonymous(outcome, tenant);
        done.countDown();
      }
    }

    private static String brief(@Nullable String message) {
      String text = String.valueOf(message).replace('\n', ' ');
      return text.substring(0, Math.min(200, text.length()));
    }

    private static String text(@Nullable Object result) {
      if (result instanceof Receipt receipt) {
        String steps = Desk.steps(receipt.item()).toString();
        return (receipt.repeated() ? "repeated " : "")
            + receipt.item().state()
            + " "
            + receipt.item().sequence()
            + " "
            + steps;
      }
      return result instanceof List<?> all
          ? all.stream().map(Run::text).toList().toString()
          : String.valueOf(result);
    }

    boolean isDone() {
      return done.getCount() == 0;
    }

    /** Whether its thread waits for another thread. */
    boolean isStill() {
      Thread running = thread;
      return running != null
          && Set.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING)
              .contains(running.getState());
    }

    String await() throws InterruptedException {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread running = thread;
        return "HANGS " + (running == null ? "" : List.of(running.getStackTrace()));
      }
      return outcome;
    }
  }

  /** Knows how long a statement has been under way, and which deadlocks there were. */
  private static class Watch implements Tap {
    final ConcurrentLinkedQueue<String> deadlocks = new ConcurrentLinkedQueue<>();
    private volatile long since;

    @Override
    public void before(String statement) throws SQLException {
      since = System.nanoTime();
    }

    @Override
    public void after(String statement, @Nullable Throwable failure) {
      since = 0;
      if (failure instanceof SQLException e && DEADLOCKS.contains(e.getSQLState())) {
        deadlocks.add(statement + ": " + e.getMessage());
      }
    }

    boolean isInStatement() {
      return since != 0;
    }

    long millisInStatement() {
      long begun = since;
      return begun == 0 ? 0 : (System.nanoTime() - begun) / 1_000_000;
    }
  }

  /** Halts a thread before one of its statements. */
  private static final class Halt extends Watch {
    private final int point;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int count;

    Halt(int point) {
      this.point = point;
    }

    @Override
    public void before(String statement) throws SQLException {
      if (++count == point) {
        reached.countDown();
        try {
          if (!released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new SQLException("Nobody let this statement go on.");
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new SQLException(e);
        }
      }
      super.before(statement);
    }

    boolean awaitReached(Run run) throws InterruptedException {
      while (!run.isDone()) {
        if (reached.await(1, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
      return reached.getCount() == 0;
    }

    void release() {
      released.countDown();
    }
  }
}
