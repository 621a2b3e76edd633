// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills random nodes at random moments, spread over the work, and starts each again after a random
 * pause.
 */
@SuppressWarnings("try") // whoever closes it may be interrupted
final class Killer implements AutoCloseable {
  private static final double FIRST = 0.02;
  private static final double LAST = 0.95;
  private static final int MOST_PAUSE_MILLIS = 10_000;
  private static final int MOST_JITTER_MILLIS = 400;

  private final Fleet fleet;
  private final Sql sql;
  private final Random random;
  private final PrintStream out;
  private final long[] moments;
  private final List<Kill> kills = new ArrayList<>();
  private final Thread thread = new Thread(this::work, "killer");
  private volatile boolean closed;

  /** A node that was killed. */
  record Kill(int node, Instant at, List<String> held) {

    /** How long it took until all that the node held was done. */
    Duration recovery(Sql sql) {
      Duration longest = Duration.ZERO;
      for (String run : held) {
        Instant end =
            sql.list(
                    "select coalesce(ENDED_AT, timestamp with time zone '2999-01-01 00:00:00Z')"
                        + " from MR_STEP_RUN where RUN_KEY = cast(? as uuid)",
                    row -> row.getObject(1, java.time.OffsetDateTime.class).toInstant(),
                    run)
                .get(0);
        Duration one = Duration.between(at, end);
        longest = one.compareTo(longest) > 0 ? one : longest;
      }
      return longest;
    }

    String text(Sql sql) {
      return String.format(
          Locale.ROOT,
          "JVM %d killed at %s with %d handler calls in flight, done after %.1f s; calls of these"
              + " steps: %s",
          node,
          at,
          held.size(),
          recovery(sql).toMillis() / 1e3,
          held.stream()
              .map(
                  run ->
                      sql.texts(
                          "select NODE || ' at ' || AT from REC_CALL where RUN = cast(? as uuid)"
                              + " order by ID",
                          run))
              .toList());
    }
  }

  /**
   * @param effects how many effects all the work has
   */
  Killer(Fleet fleet, Sql sql, int kills, long effects, long seed, PrintStream out) {
    this.fleet = fleet;
    this.sql = sql;
    this.random = new Random(seed);
    this.out = out;
    this.moments =
        random
            .doubles(kills, FIRST, LAST)
            .sorted()
            .mapToLong(share -> (long) (share * effects))
            .toArray();
  }

  void begin() {
    thread.start();
  }

  int planned() {
    return moments.length;
  }

  List<Kill> kills() {
    synchronized (kills) {
      return List.copyOf(kills);
    }
  }

  Duration slowestRecovery() {
    return kills().stream()
        .map(kill -> kill.recovery(sql))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void work() {
    try {
      for (long moment : moments) {
        while (!closed && sql.number("select count(*) from REC_EFFECT") < moment) {
          Thread.sleep(100);
        }
        List<NodeProcess> ready = fleet.ready();
        while (!closed && ready.isEmpty()) {
          Thread.sleep(100);
          ready = fleet.ready();
        }
        if (closed) {
          return;
        }
        Thread.sleep(random.nextInt(MOST_JITTER_MILLIS));
        kill(ready.get(random.nextInt(ready.size())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void kill(NodeProcess node) {
    node.kill();
    Instant at = Instant.now();
    List<String> held =
        sql.texts(
            """
            select distinct cast(r.RUN_KEY as varchar(36)) from REC_CALL c
              join MR_STEP_RUN r on r.RUN_KEY = c.RUN where c.NODE = ? and r.ENDED_AT is null
            """,
            node.number());
    synchronized (kills) {
      kills.add(new Kill(node.number(), at, held));
    }
    int pause = random.nextInt(MOST_PAUSE_MILLIS);
    out.printf(
        Locale.ROOT,
        "  kill %d: JVM %d with %d handler calls in flight; another one comes in %.1f s%n",
        kills().size(),
        node.number(),
        held.size(),
        pause / 1e3);
    CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS)
        .execute(
            () -> {
              if (!closed) {
                fleet.start();
              }
            });
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
  }
}
