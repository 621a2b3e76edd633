// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.Median;
import io.millrace.engine.Millrace;
import io.millrace.engine.Retention;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A long, ordinary day on PostgreSQL, with clean-up of what ended two minutes ago: heap, threads
 * and connections stay flat, and no row is left over.
 */
public final class SoakProgram {
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(2);
  private static final Duration SHORT_TIME_TO_LIVE = Duration.ofSeconds(15);
  private static final int SHORT_MINUTES = 5;
  private static final int CONNECTIONS = 16;
  private static final int LEAST_SAMPLES = 6;
  private static final double FLAT = 0.05;
  private static final long PATIENCE_SECONDS = 300;

  private SoakProgram() {}

  /** What the JVM and the database have in use at one moment. */
  private record Sample(double heapMegabytes, double threads, double connections) {}

  /**
   * Takes for how many minutes it goes on (60 if not given), and a seed.
   *
   * @return whether every claim holds
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int minutes = Arguments.number(arguments, 0, 60);
    long seed = Arguments.longNumber(arguments, 1, System.nanoTime() & 0xffffff);
    try (Scene scene = Scene.open("soak")) {
      PostgresServer server = scene.part(PostgresServer.start(scene.folder(), Map.of()));
      server.create("work");
      HikariDataSource pool =
          scene.part(
              PostgresServer.pool(
                  server.url("work"), "host-pool", CONNECTIONS, Duration.ofSeconds(30)));
      Tally tally = new Tally();
      Duration kept = minutes < SHORT_MINUTES ? SHORT_TIME_TO_LIVE : TIME_TO_LIVE;
      Millrace millrace =
          scene.part(
              Models.builder(tally, 0)
                  .dataSource(pool)
                  .valueStream(Models.restoreWithoutTimeToLive())
                  .retention(
                      Retention.defaults()
                          .timeToLive(kept)
                          .commands(kept)
                          .cleanUp(true)
                          .every(Duration.ofSeconds(5)))
                  .build());
      Office office = scene.part(new Office(millrace, seed));
      out.printf(
          "%d minutes, seed %d, on PostgreSQL with %s.%n", minutes, seed, server.durability());
      office.open();
      return measure(minutes, new Sql(pool), tally, office, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean measure(int minutes, Sql sql, Tally tally, Office office, PrintStream out)
      throws InterruptedException {
    List<Sample> samples = new ArrayList<>();
    out.println("| minute | heap MB | threads | connections | items | effects | events |");
    out.println("|---:|---:|---:|---:|---:|---:|---:|");
    for (int minute = 1; minute <= minutes; minute++) {
      Thread.sleep(60_000);
      Sample sample = sample(sql);
      samples.add(sample);
      out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.0f | %.0f | %d | %d | %d |%n",
          minute,
          sample.heapMegabytes(),
          sample.threads(),
          sample.connections(),
          sql.number("select count(*) from MR_WORK_ITEM"),
          tally.effects(),
          tally.events());
    }
    office.stopSubmitting();
    boolean ended =
        Waiting.until(
            () ->
                sql.number(
                            "select count(*) from MR_WORK_ITEM where STATE not in ('CLOSED',"
                                + " 'CANCELLED')")
                        == 0
                    && sql.number("select count(*) from MR_STEP_RUN where ENDED_AT is null") == 0
                    && sql.number("select count(*) from MR_OUTBOX") == 0,
            PATIENCE_SECONDS,
            () -> sql.number("select count(*) from MR_STEP_RUN where ENDED_AT is null") + " steps",
            out);
    office.close();
    Claims claims = new Claims();
    claims.add("all work ends", true, ended, ended);
    claims.none("errors", office.failed());
    flat(claims, samples);
    boolean emptied =
        Waiting.until(
            () -> sql.number("select count(*) from MR_WORK_ITEM") == 0,
            PATIENCE_SECONDS,
            () -> sql.number("select count(*) from MR_WORK_ITEM") + " items",
            out);
    claims.add("everything is cleaned up in the end", true, emptied, emptied);
    claims.none("Audit, " + Audit.rules() + " rules", Audit.findings(sql.database()));
    out.println("Done: " + office.done() + ".");
    return claims.print(out);
  }

  private static Sample sample(Sql sql) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return new Sample(
        memory.getHeapMemoryUsage().getUsed() / 1e6,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        sql.number("select count(*) from pg_stat_activity where datname = 'work'"));
  }

  /** Compares the medians of the first and the last third of the samples after the warm-up. */
  private static void flat(Claims claims, List<Sample> samples) {
    List<Sample> warm = samples.subList(Math.min(10, samples.size() / 3), samples.size());
    if (warm.size() < LEAST_SAMPLES) {
      return; // too short to say anything
    }
    List<Sample> first = warm.subList(0, warm.size() / 3);
    List<Sample> last = warm.subList(warm.size() - warm.size() / 3, warm.size());
    double before = median(first, Sample::heapMegabytes);
    double after = median(last, Sample::heapMegabytes);
    claims.add(
        "heap after GC, median of the last third against the first one, after "
            + (samples.size() - warm.size())
            + " minutes",
        "<= +5 %",
        String.format(
            Locale.ROOT, "%.1f MB to %.1f MB: %+.1f %%", before, after, 100 * (after / before - 1)),
        after / before - 1 <= FLAT);
    most(claims, "threads", first, last, Sample::threads);
    most(claims, "connections", first, last, Sample::connections);
  }

  private static void most(
      Claims claims,
      String what,
      List<Sample> first,
      List<Sample> last,
      ToDoubleFunction<Sample> value) {
    double before = median(first, value);
    double after = median(last, value);
    claims.add(
        what + ", median of the last third against the first one",
        "<= +2",
        String.format(Locale.ROOT, "%.0f to %.0f", before, after),
        after <= before + 2);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return Median.of(samples.stream().mapToDouble(value).boxed().toList());
  }
}
