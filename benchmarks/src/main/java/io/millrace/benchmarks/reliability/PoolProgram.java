// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.Millrace;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pool that is far too small for the threads of its host: everybody gets a turn. Then somebody
 * keeps all its connections: errors are clear and name the pool, and everything goes on once the
 * connections are back.
 */
public final class PoolProgram {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final long PATIENCE_SECONDS = 600;
  private static final String POOL = "host-pool";

  private PoolProgram() {}

  /**
   * Takes the number of connections (3 if not given), of threads (32), for how many seconds each
   * part goes on (15), and the handler budget in milliseconds, if it is to be shorter than by
   * default.
   *
   * @return whether every claim holds
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int connections = Arguments.number(arguments, 0, 3);
    int threads = Arguments.number(arguments, 1, 32);
    int seconds = Arguments.number(arguments, 2, 15);
    long budgetMillis = Arguments.longNumber(arguments, 3, 0);
    try (Scene scene = Scene.open("pool")) {
      PostgresServer server = scene.part(PostgresServer.start(scene.folder(), Map.of()));
      server.create("work");
      HikariDataSource pool =
          scene.part(PostgresServer.pool(server.url("work"), POOL, connections, PATIENT));
      HikariDataSource eyes =
          scene.part(PostgresServer.pool(server.url("work"), "eyes", 2, PATIENT));
      Memory memory = new Memory();
      Millrace millrace = scene.part(Models.builder(memory, budgetMillis).dataSource(pool).build());
      Load load =
          scene.part(new Load(millrace)).begin(threads - threads / 4, threads / 4, 2 * threads);
      Claims claims = new Claims();
      out.printf("%d threads and the background share %d connections.%n", threads, connections);
      Thread.sleep(seconds * 1_000L);
      claims.same(
          "errors while " + threads + " threads share " + connections + " connections",
          0,
          load.failures());
      load.printErrors(out);
      hog(pool, connections, seconds, load, claims, out);
      Instant back = Instant.now();
      memory.mark();
      load.restart();
      Waiting.until(
          () ->
              load.firstDone() != null
                  && memory.firstEffectAfter(back).isPresent()
                  && memory.firstEventAfter(back).isPresent(),
          120,
          () -> "nothing done yet",
          out);
      Instant first = load.firstDone();
      claims.add(
          "operations go on once connections are back",
          "<= 10 s",
          first == null ? "never" : Duration.between(back, first).toMillis() + " ms",
          first != null && Duration.between(back, first).toSeconds() <= 10);
      claims.add(
          "handlers and events go on",
          true,
          memory.firstEffectAfter(back).isPresent() && memory.firstEventAfter(back).isPresent(),
          memory.firstEffectAfter(back).isPresent() && memory.firstEventAfter(back).isPresent());
      load.stopSubmitting(Duration.ofSeconds(60));
      Sql sql = new Sql(eyes);
      Waiting.until(
          () ->
              sql.number("select count(*) from MR_WORK_ITEM where STATE <> 'CLOSED'") == 0
                  && sql.number("select count(*) from MR_OUTBOX") == 0,
          PATIENCE_SECONDS,
          () -> "work items are open",
          out);
      load.claim(claims, sql);
      memory.claim(claims, sql, 0);
      claims.atMost(
          "effects beyond one for each step (handler calls in flight: 4 threads)",
          4,
          memory.effects() - memory.runs().size());
      return claims.print(out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Keeps every connection for a while. */
  private static void hog(
      HikariDataSource pool,
      int connections,
      int seconds,
      Load load,
      Claims claims,
      PrintStream out)
      throws InterruptedException {
    load.mark();
    pool.getHikariConfigMXBean().setConnectionTimeout(TIMEOUT.toMillis());
    Thread.sleep(TIMEOUT.toMillis()); // those who wait already do so with more patience
    List<Connection> kept = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        kept.add(pool.getConnection());
      }
      out.printf("Somebody keeps all %d connections for %d s.%n", connections, seconds);
      Thread.sleep(seconds * 1_000L + TIMEOUT.toMillis());
      Waiting.until(() -> load.failures() > 0, PATIENCE_SECONDS, () -> "nothing failed", out);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      kept.forEach(PoolProgram::release);
      pool.getHikariConfigMXBean().setConnectionTimeout(PATIENT.toMillis());
    }
    out.printf(
        Locale.ROOT,
        "%d operations failed, after %.1f s at most:%n",
        load.failures(),
        load.slowestFailure().toMillis() / 1e3);
    load.printErrors(out);
    claims.add("operations fail", "> 0", load.failures(), load.failures() > 0);
    claims.none("failures without a clear message", load.unclear());
    claims.none(
        "failures that do not name the pool",
        load.errors().keySet().stream().filter(text -> !text.contains(POOL)).toList());
  }

  private static void release(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
