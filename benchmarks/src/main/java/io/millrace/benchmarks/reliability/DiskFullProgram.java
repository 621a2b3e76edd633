// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.Millrace;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The disk of the database fills up under load, and is freed again: errors are clear, and what was
 * acknowledged is there in full.
 */
public final class DiskFullProgram {
  private static final int POSTGRESQL_MEGABYTES = 400;
  private static final int H2_MEGABYTES = 400;

  /** Transactions that may be under way when H2 closes: of clients, handlers and timers. */
  private static final int H2_AT_ONCE = 6 + 4 + 3;

  /** So many that there is something to submit all the time: PostgreSQL refuses new rows alone. */
  private static final int MOST_OPEN = 400;

  private static final long RECOVERY_SECONDS = 60;
  private static final long PATIENCE_SECONDS = 600;

  private DiskFullProgram() {}

  /**
   * Takes for how many seconds there is load before the disk is full, while it is, and after that
   * (15 if not given), and the handler budget in milliseconds, if it is to be shorter than by
   * default.
   *
   * @return whether every claim holds; true, too, where no file system can be mounted
   */
  public static boolean run(List<String> arguments, PrintStream out) {
    int seconds = Arguments.number(arguments, 0, 15);
    long budgetMillis = Arguments.longNumber(arguments, 1, 0);
    try {
      return postgresql(seconds, budgetMillis, out) & h2(seconds, budgetMillis, out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<SmallDisk> disk(Scene scene, int megabytes, PrintStream out) {
    try {
      Path folder = Files.createDirectory(scene.folder().resolve("disk"));
      Optional<SmallDisk> disk = SmallDisk.mount(folder, megabytes);
      if (disk.isEmpty()) {
        out.println("SKIPPED: a small file system can be mounted by root alone (mount -t tmpfs).");
      }
      disk.ifPresent(scene::part);
      return disk;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean postgresql(int seconds, long budgetMillis, PrintStream out)
      throws InterruptedException {
    out.println("PostgreSQL on a disk of " + POSTGRESQL_MEGABYTES + " MB:");
    try (Scene scene = Scene.open("diskfull")) {
      Optional<SmallDisk> disk = disk(scene, POSTGRESQL_MEGABYTES, out);
      if (disk.isEmpty()) {
        return true;
      }
      PostgresServer server =
          scene.part(
              PostgresServer.start(
                  disk.get().folder(), Map.of("min_wal_size", "32MB", "max_wal_size", "64MB")));
      server.create("work");
      HikariDataSource pool =
          scene.part(
              PostgresServer.pool(server.url("work"), "host-pool", 16, Duration.ofSeconds(5)));
      Memory memory = new Memory();
      Millrace millrace = scene.part(Models.builder(memory, budgetMillis).dataSource(pool).build());
      Load load = scene.part(new Load(millrace)).begin(4, 2, MOST_OPEN);
      Claims claims = new Claims();
      fillUp(disk.get(), load, seconds, claims, out);
      disk.get().free();
      if (server.isRunning()) {
        out.println("There is room again. PostgreSQL has kept running.");
      } else {
        server.start();
        out.println("There is room again. PostgreSQL had given up, and was started again.");
      }
      load.restart();
      boolean resumed = resumes(load, out);
      claims.add("goes on unaided once there is room", true, resumed, resumed);
      finish(new Sql(pool), load, memory, seconds, 0, claims, out);
      return claims.print(out);
    }
  }

  private static boolean h2(int seconds, long budgetMillis, PrintStream out)
      throws InterruptedException {
    out.println("H2 in files on a disk of " + H2_MEGABYTES + " MB:");
    try (Scene scene = Scene.open("diskfull")) {
      Optional<SmallDisk> disk = disk(scene, H2_MEGABYTES, out);
      if (disk.isEmpty()) {
        return true;
      }
      Path file = disk.get().folder().resolve("work");
      Memory memory = new Memory();
      Millrace first = scene.part(Models.builder(memory, budgetMillis).h2File(file).build());
      Load load = scene.part(new Load(first)).begin(4, 2, 60);
      Claims claims = new Claims();
      fillUp(disk.get(), load, seconds, claims, out);
      disk.get().free();
      load.restart();
      boolean unaided = Waiting.until(() -> load.firstDone() != null, 5, () -> "nothing done", out);
      out.println(
          unaided
              ? "There is room again. H2 goes on."
              : "There is room again. H2 stays closed: the host closes its Millrace and builds it"
                  + " again.");
      if (!unaided) {
        first.close();
        load.use(scene.part(Models.builder(memory, budgetMillis).h2File(file).build()));
      }
      boolean resumed = resumes(load, out);
      claims.add("goes on once there is room and it was built again", true, resumed, resumed);
      load.stopSubmitting(Duration.ofSeconds(60));
      Waiting.until(
          () -> load.isDone() && memory.isQuiet(),
          PATIENCE_SECONDS,
          () -> "work items are open",
          out);
      load.close();
      load.millrace().close();
      JdbcDataSource closed = new JdbcDataSource();
      closed.setURL("jdbc:h2:file:" + file + ";IFEXISTS=TRUE");
      closed.setUser("sa");
      closed.setPassword("");
      finish(new Sql(closed), load, memory, 0, H2_AT_ONCE, claims, out);
      return claims.print(out);
    }
  }

  private static void fillUp(SmallDisk disk, Load load, int seconds, Claims claims, PrintStream out)
      throws InterruptedException {
    Thread.sleep(seconds * 1_000L);
    claims.same("errors before the disk is full", 0, load.failures());
    int before = load.acknowledged().size();
    load.mark();
    long taken = disk.fill();
    out.printf(
        Locale.ROOT,
        "%d work items were submitted, then the last %d kB of the disk were taken.%n",
        before,
        taken / 1024);
    Waiting.until(() -> load.failures() > 0, 120, () -> "no error yet", out);
    Thread.sleep(seconds * 1_000L);
    disk.fill();
    out.printf(
        Locale.ROOT,
        "%d operations failed, after %.1f s at most:%n",
        load.failures(),
        load.slowestFailure().toMillis() / 1e3);
    load.printErrors(out);
    claims.add("operations fail", "> 0", load.failures(), load.failures() > 0);
    claims.none("failures without a clear message", load.unclear());
  }

  private static boolean resumes(Load load, PrintStream out) throws InterruptedException {
    return Waiting.until(
        () -> load.firstDone() != null, RECOVERY_SECONDS, () -> "nothing done yet", out);
  }

  private static void finish(
      Sql sql, Load load, Memory memory, int seconds, int lost, Claims claims, PrintStream out)
      throws InterruptedException {
    Thread.sleep(seconds * 1_000L);
    load.stopSubmitting(Duration.ofSeconds(60));
    Waiting.until(
        () ->
            sql.number("select count(*) from MR_WORK_ITEM where STATE <> 'CLOSED'") == 0
                && sql.number("select count(*) from MR_OUTBOX") == 0,
        PATIENCE_SECONDS,
        () -> "work items are open",
        out);
    if (lost == 0) {
      load.claim(claims, sql);
    } else {
      load.claimShown(claims, sql);
    }
    memory.claim(claims, sql, lost);
    out.printf(
        Locale.ROOT,
        "%,d work items, %,d effects for %,d steps, %,d events (%d told again), %d operations in"
            + " doubt had been committed.%n",
        load.acknowledged().size(),
        memory.effects(),
        memory.runs().size(),
        memory.events(),
        memory.repeatedEvents(),
        load.inDoubt());
  }
}
