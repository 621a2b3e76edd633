// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several JVMs share one PostgreSQL and do automated steps, each with a recorded side effect:
 * nothing is left out and nothing is done twice.
 */
public final class ClusterProgram {
  private static final int CLIENTS = 8;
  private static final long PATIENCE_SECONDS = 3_600;

  private ClusterProgram() {}

  /**
   * Takes the number of automated steps (10,000 if not given) and of JVMs (2).
   *
   * @return whether every claim holds
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int steps = Arguments.number(arguments, 0, 10_000);
    int nodes = Arguments.number(arguments, 1, 2);
    int items = Math.max(1, steps / Models.RELAY_STEPS);
    try (Scene scene = Scene.open("cluster")) {
      PostgresServer server = scene.part(PostgresServer.start(scene.folder(), Map.of()));
      server.create("work");
      out.println("PostgreSQL runs with " + server.durability() + ".");
      HikariDataSource eyes =
          scene.part(PostgresServer.pool(server.url("work"), "eyes", 4, Duration.ofSeconds(30)));
      Records.create(eyes);
      Fleet fleet = scene.part(new Fleet(server.url("work"), 0, scene.folder(), 1));
      for (int i = 0; i < nodes; i++) {
        fleet.start().awaitReady(); // the first one makes the tables
      }
      return measure(items, fleet, new Sql(eyes), out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean measure(int items, Fleet fleet, Sql sql, PrintStream out)
      throws InterruptedException {
    int steps = items * Models.RELAY_STEPS;
    int nodes = fleet.ready().size();
    out.printf(
        Locale.ROOT,
        "%d JVMs do %,d automated steps: %,d work items of %d steps.%n",
        nodes,
        steps,
        items,
        Models.RELAY_STEPS);
    long start = System.nanoTime();
    submit(items, fleet);
    out.printf(Locale.ROOT, "%.1f s: all work items are submitted.%n", seconds(start));
    Outside outside = new Outside(sql);
    Waiting.until(
        () -> sql.number("select count(*) from MR_WORK_ITEM where STATE = 'CLOSED'") == items,
        PATIENCE_SECONDS,
        () -> String.format(Locale.ROOT, "%,d effects", outside.effects()),
        out);
    double worked = seconds(start);
    Waiting.until(
        () -> sql.number("select count(*) from MR_OUTBOX") == 0,
        PATIENCE_SECONDS,
        () -> String.format(Locale.ROOT, "%,d events", outside.events()),
        out);
    double told = seconds(start);

    Claims claims = new Claims();
    claims.same("automated steps done", steps, done(sql));
    claims.same("raw effects", steps, outside.effects());
    outside.claim(claims);
    claims.same("events told twice", 0, outside.repeatedEvents());
    claims.none("errors told to clients", fleet.failures());
    claims.none("warnings and errors in the logs", fleet.logged());
    claims.none("Audit, " + Audit.rules() + " rules", Audit.findings(sql.database()));
    claims.same(
        "JVMs that had effects", nodes, sql.number("select count(distinct NODE) from REC_EFFECT"));
    boolean quit = true;
    for (NodeProcess node : fleet.ready()) {
      quit &= node.quit();
    }
    claims.add("JVMs close and end", "all", quit ? "all" : "not all", quit);
    out.printf(
        Locale.ROOT,
        "%,d steps in %.1f s: %.1f a second. %,d events had arrived after %.1f s. Effects by JVM: %s.%n",
        steps,
        worked,
        steps / worked,
        outside.events(),
        told,
        sql.texts("select count(*) from REC_EFFECT group by NODE order by NODE"));
    return claims.print(out);
  }

  private static void submit(int items, Fleet fleet) throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < items; i++) {
        String order = "submit R-" + i + " " + Models.RELAY;
        answers.add(clients.submit(() -> fleet.ask(order)));
      }
      for (Future<String> answer : answers) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      clients.shutdownNow();
    }
  }

  private static long done(Sql sql) {
    return sql.number(
        "select count(*) from MR_STEP_RUN where HANDLER = 'record' and STATE = 'DONE'");
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
