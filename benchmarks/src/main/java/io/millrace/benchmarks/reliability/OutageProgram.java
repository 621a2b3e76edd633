// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.Millrace;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL crashes under load and comes back later: hosts get clear errors meanwhile, and
 * everything goes on by itself afterwards.
 */
public final class OutageProgram {
  private static final Duration RESUME = Duration.ofSeconds(60);
  private static final long PATIENCE_SECONDS = 900;

  /** Longer than an operation waits for a connection before it fails. */
  private static final int CONNECTION_SECONDS = 15;

  private OutageProgram() {}

  /**
   * Takes how long the database is away, in seconds (30 if not given), and how long there is load
   * before and after that (15), and the handler budget in milliseconds, if it is to be shorter than
   * by default.
   *
   * @return whether every claim holds
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int seconds = Arguments.number(arguments, 0, 30);
    int around = Arguments.number(arguments, 1, 15);
    long budgetMillis = Arguments.longNumber(arguments, 2, 0);
    try (Scene scene = Scene.open("outage")) {
      PostgresServer server = scene.part(PostgresServer.start(scene.folder(), Map.of()));
      server.create("work");
      out.println("PostgreSQL runs with " + server.durability() + ".");
      HikariDataSource pool =
          scene.part(
              PostgresServer.pool(server.url("work"), "host-pool", 16, Duration.ofSeconds(5)));
      Memory memory = new Memory();
      Millrace millrace = scene.part(Models.builder(memory, budgetMillis).dataSource(pool).build());
      Load load = scene.part(new Load(millrace)).begin(4, 2, 60);
      return measure(server, new Sql(pool), memory, load, seconds, around, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean measure(
      PostgresServer server,
      Sql sql,
      Memory memory,
      Load load,
      int seconds,
      int around,
      PrintStream out)
      throws InterruptedException {
    Thread.sleep(around * 1_000L);
    Claims claims = new Claims();
    claims.same("errors before the outage", 0, load.failures());
    int before = load.acknowledged().size();
    server.crash();
    out.printf(
        "PostgreSQL is away for %d s; %d work items were submitted before.%n", seconds, before);
    load.mark();
    Thread.sleep(seconds * 1_000L);
    int failed = load.failures();
    server.start();
    Instant back = Instant.now();
    memory.mark();
    load.restart();
    out.printf(
        Locale.ROOT,
        "PostgreSQL is back. Meanwhile %d operations failed, after %.1f s at most:%n",
        failed,
        load.slowestFailure().toMillis() / 1e3);
    load.printErrors(out);
    Waiting.until(
        () ->
            load.firstDone() != null
                && memory.firstEffectAfter(back).isPresent()
                && memory.firstEventAfter(back).isPresent()
                && firstTimer(sql, back).isPresent(),
        RESUME.toSeconds() * 3,
        () -> "waiting for the first operation, effect, event and timer",
        out);
    Thread.sleep(around * 1_000L);
    if (seconds > CONNECTION_SECONDS) { // a shorter outage is waited for
      claims.add("operations failed clearly during the outage", "> 0", failed, failed > 0);
    }
    claims.none("failures without a clear message", load.unclear());
    Instant first = load.firstDone();
    resumed(
        claims,
        "first operation",
        Optional.ofNullable(first).map(instant -> Duration.between(back, instant)));
    resumed(claims, "first handler's effect", memory.firstEffectAfter(back));
    resumed(claims, "first event", memory.firstEventAfter(back));
    resumed(claims, "first timer", firstTimer(sql, back));
    boolean submitted = load.stopSubmitting(Duration.ofSeconds(60));
    claims.add("every submission succeeded in the end", true, submitted, submitted);
    Waiting.until(
        () ->
            sql.number("select count(*) from MR_WORK_ITEM where STATE <> 'CLOSED'") == 0
                && sql.number("select count(*) from MR_OUTBOX") == 0,
        PATIENCE_SECONDS,
        () ->
            sql.number("select count(*) from MR_WORK_ITEM where STATE <> 'CLOSED'")
                + " work items open",
        out);
    load.claim(claims, sql);
    memory.claim(claims, sql, 0);
    claims.atMost(
        "effects beyond one for each step (handler calls in flight: 4 threads)",
        4,
        memory.effects() - memory.runs().size());
    out.printf(
        Locale.ROOT,
        "%,d work items, %,d effects, %,d events (%d told again); %d operations failed though they"
            + " had been committed, and gave their first result when they were repeated.%n",
        load.acknowledged().size(),
        memory.effects(),
        memory.events(),
        memory.repeatedEvents(),
        load.inDoubt());
    return claims.print(out);
  }

  private static void resumed(Claims claims, String what, Optional<Duration> after) {
    claims.add(
        what + " after the return of the database",
        "<= " + RESUME.toSeconds() + " s",
        after
            .map(time -> String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3))
            .orElse("never"),
        after.isPresent() && after.get().compareTo(RESUME) <= 0);
  }

  private static Optional<Duration> firstTimer(Sql sql, Instant back) {
    return sql.list(
            "select min(ARRIVED_AT) from MR_STEP_RUN where STEP = 'charge' and ARRIVED_AT > ?",
            row -> Optional.ofNullable(row.getObject(1, java.time.OffsetDateTime.class)),
            back.atOffset(java.time.ZoneOffset.UTC))
        .get(0)
        .map(time -> Duration.between(back, time.toInstant()));
  }
}
