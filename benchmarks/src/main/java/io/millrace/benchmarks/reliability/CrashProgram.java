// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JVMs on one PostgreSQL are killed again and again while they work, and come back after a pause.
 * At the end everything is done, and what had to be done again is no more than what was in flight.
 */
public final class CrashProgram {
  private static final int NODES = 3;
  private static final Duration LOCK_MARGIN = Duration.ofSeconds(20);
  private static final Duration DEFAULT_BUDGET = Duration.ofSeconds(40);
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final long PATIENCE_SECONDS = 5_400;

  private CrashProgram() {}

  /**
   * Takes the number of work items (5,000 if not given), of kills (20), a seed, and the handler
   * budget in milliseconds, if it is to be shorter than by default.
   *
   * @return whether every claim holds
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int items = Arguments.number(arguments, 0, 5_000);
    int kills = Arguments.number(arguments, 1, 20);
    long seed = Arguments.longNumber(arguments, 2, System.nanoTime() & 0xffffff);
    long budgetMillis = Arguments.longNumber(arguments, 3, 0);
    try (Scene scene = Scene.open("crashes")) {
      PostgresServer server = scene.part(PostgresServer.start(scene.folder(), Map.of()));
      server.create("work");
      out.println("PostgreSQL runs with " + server.durability() + ".");
      out.printf(
          Locale.ROOT,
          "%d JVMs, %,d work items, %d kills, seed %d: repeat with 'crashes %d %d %d'.%n",
          NODES,
          items,
          kills,
          seed,
          items,
          kills,
          seed);
      HikariDataSource eyes =
          scene.part(PostgresServer.pool(server.url("work"), "eyes", 8, Duration.ofSeconds(30)));
      Records.create(eyes);
      Fleet fleet = scene.part(new Fleet(server.url("work"), budgetMillis, scene.folder(), seed));
      for (int i = 0; i < NODES; i++) {
        fleet.start().awaitReady(); // the first one makes the tables
      }
      Sql sql = new Sql(eyes);
      Killer killer = scene.part(new Killer(fleet, sql, kills, automated(items), seed, out));
      Desk desk = scene.part(new Desk(fleet, sql, items, seed));
      Duration lock =
          (budgetMillis > 0 ? Duration.ofMillis(budgetMillis) : DEFAULT_BUDGET).plus(LOCK_MARGIN);
      return measure(items, fleet, killer, desk, sql, lock, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long automated(int items) {
    return (long) items * Models.PROVIDE_STEPS;
  }

  private static boolean measure(
      int items, Fleet fleet, Killer killer, Desk desk, Sql sql, Duration lock, PrintStream out)
      throws InterruptedException {
    long start = System.nanoTime();
    Outside outside = new Outside(sql);
    desk.open();
    killer.begin();
    Waiting.until(
        () -> sql.number("select count(*) from MR_WORK_ITEM where STATE = 'CLOSED'") == items,
        PATIENCE_SECONDS,
        () ->
            String.format(
                Locale.ROOT,
                "%,d of %,d items closed, %,d effects, %d kills",
                sql.number("select count(*) from MR_WORK_ITEM where STATE = 'CLOSED'"),
                items,
                outside.effects(),
                killer.kills().size()),
        out);
    killer.close();
    desk.close();
    Waiting.until(
        () -> sql.number("select count(*) from MR_OUTBOX") == 0,
        PATIENCE_SECONDS,
        () -> String.format(Locale.ROOT, "%,d events", outside.events()),
        out);
    double seconds = (System.nanoTime() - start) / 1e9;

    Claims claims = new Claims();
    claims.same("work items submitted and acknowledged", items, desk.submitted());
    claims.same(
        "work items closed",
        items,
        sql.number("select count(*) from MR_WORK_ITEM where STATE = 'CLOSED'"));
    claims.same("kills", killer.planned(), killer.kills().size());
    outside.claim(claims);
    long inFlight = killer.kills().stream().mapToLong(kill -> kill.held().size()).sum();
    claims.atMost(
        "raw effects (steps + handler calls in flight at the kills)",
        automated(items) + inFlight,
        outside.effects());
    claims.atMost(
        "recovery in ms (lock time + 60 s): from a kill until all that the JVM held is done",
        lock.plus(GRACE).toMillis(),
        killer.slowestRecovery().toMillis());
    claims.atMost(
        "latest timer in ms (lock time + 60 s)", lock.plus(GRACE).toMillis(), latestTimer(sql));
    claims.none("errors told to clients", fleet.failures());
    claims.none(
        "JVMs that ended by themselves",
        fleet.all().stream()
            .filter(NodeProcess::hasFailed)
            .map(node -> node.number() + ": " + node.log())
            .toList());
    claims.none("Audit, " + Audit.rules() + " rules", Audit.findings(sql.database()));
    out.printf(
        Locale.ROOT,
        "%,d items in %.0f s. %,d automated steps had %,d effects (%d calls were in flight at the"
            + " kills). %,d events, %,d told again. %,d orders died with their JVM, %,d had been"
            + " done before when they were repeated. Log lines at WARN or above: %,d.%n",
        items,
        seconds,
        automated(items),
        outside.effects(),
        inFlight,
        outside.events(),
        outside.repeatedEvents(),
        fleet.lost(),
        fleet.repeated(),
        fleet.logged().size());
    killer.kills().forEach(kill -> out.println("  " + kill.text(sql)));
    fleet.logged().stream()
        .map(line -> line.replaceAll("'[^']*'|[0-9a-f-]{36}|[0-9]+", "*"))
        .collect(
            java.util.stream.Collectors.groupingBy(
                line -> line, java.util.TreeMap::new, java.util.stream.Collectors.counting()))
        .forEach((line, count) -> out.println("  logged " + count + " x " + line));
    return claims.print(out);
  }

  /** How late the latest timer was, in milliseconds. */
  private static long latestTimer(Sql sql) {
    return sql.number(
        """
        select coalesce(cast(max(extract(epoch from (c.ARRIVED_AT - h.ENDED_AT)) * 1000) as bigint), 0)
          - 1000 from MR_STEP_RUN h join MR_STEP_RUN c on c.ITEM_KEY = h.ITEM_KEY
          where h.STEP = 'handOver' and c.STEP = 'charge'
        """);
  }
}
