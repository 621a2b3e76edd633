// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.engine.CompleteStep;
import io.millrace.engine.EngineException;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.Work;
import io.millrace.engine.WorklistEntry;
import io.millrace.engine.WorklistQuery;
import io.millrace.model.Caller;
import io.millrace.model.MillraceException;
import io.millrace.model.WorkItemState;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads of a host that submit work items and complete human steps. Whatever fails is repeated
 * with the same id until it succeeds, as a host would do. Thread-safe.
 */
@SuppressWarnings("try") // whoever closes it may be interrupted
final class Load implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;
  private static final int PAGE = 200;

  private final AtomicReference<Millrace> millrace;
  private final List<Thread> submitters = new ArrayList<>();
  private final List<Thread> completers = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  /** The command ids of completions that were acknowledged. */
  private final Set<String> completed = ConcurrentHashMap.newKeySet();

  /** Of both, what a repeat acknowledged after a failure that left it in doubt. */
  private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();

  private final Map<String, Integer> errors = new ConcurrentHashMap<>();
  private final Map<String, Integer> unclear = new ConcurrentHashMap<>();
  private final AtomicInteger confirmed = new AtomicInteger();
  private final AtomicLong slowest = new AtomicLong();
  private volatile @Nullable Instant firstDone;
  private volatile int mostOpen;
  private volatile boolean submitting = true;
  private volatile boolean closed;

  Load(Millrace millrace) {
    this.millrace = new AtomicReference<>(millrace);
  }

  /**
   * Begins.
   *
   * @param submit how many threads submit
   * @param complete how many threads complete human steps
   * @param most how many work items may be open before those who submit wait
   */
  Load begin(int submit, int complete, int most) {
    mostOpen = most;
    for (int i = 0; i < submit; i++) {
      submitters.add(started("submit-" + i, this::submit));
    }
    for (int i = 0; i < complete; i++) {
      int share = i;
      completers.add(started("complete-" + i, () -> complete(share, complete)));
    }
    return this;
  }

  private static Thread started(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Goes on with another Millrace on the same database. */
  void use(Millrace other) {
    millrace.set(other);
  }

  /** The Millrace that is worked with. */
  Millrace millrace() {
    return Objects.requireNonNull(millrace.get());
  }

  private Operations desk() {
    return millrace().as(Caller.actor("ann"));
  }

  /**
   * Whether all that was acknowledged is closed; an item that waits for a timer has no open step.
   */
  boolean isDone() {
    Work work = desk().work();
    try {
      return acknowledged().stream()
          .allMatch(
              id -> work.find(id).filter(item -> item.state() == WorkItemState.CLOSED).isPresent());
    } catch (EngineException e) {
      return false; // the database is not back yet
    }
  }

  private void submit() {
    while (submitting) {
      if (acknowledged.size() - confirmed.get() >= mostOpen) {
        pause();
        continue;
      }
      String id = "L-" + ids.incrementAndGet();
      Receipt receipt = persist(id, () -> desk().intake().submit(Node.demand(id, Models.PROVIDE)));
      if (receipt != null) {
        acknowledged.add(id);
      }
    }
  }

  private void complete(int share, int shares) {
    WorklistQuery open = WorklistQuery.all().stream(Models.PROVIDE).page(0, PAGE);
    while (!closed) {
      List<WorklistEntry> entries = persist("search", () -> desk().work().search(open).entries());
      boolean found = false;
      for (WorklistEntry entry : entries == null ? List.<WorklistEntry>of() : entries) {
        String step = entry.run().step();
        if ((step.equals("handOver") || step.equals("confirm"))
            && Math.floorMod(entry.item().hashCode(), shares) == share) {
          found = true;
          String command = "complete/" + entry.run().id();
          CompleteStep request = CompleteStep.of(entry.item(), step).commandId(command);
          String stored = "perform/" + command;
          if (persist(stored, () -> desk().work().complete(request)) != null) {
            completed.add(stored);
            confirmed.addAndGet(step.equals("confirm") ? 1 : 0);
          }
        }
      }
      if (!found) {
        pause();
      }
    }
  }

  /** Repeats until it succeeds; null if the load ends before that. */
  private <T> @Nullable T persist(String id, Supplier<T> operation) {
    boolean failed = false;
    while (!closed) {
      long start = System.nanoTime();
      try {
        T result = operation.get();
        if (failed && result instanceof Receipt receipt && receipt.repeated()) {
          inDoubt.add(id);
        }
        if (firstDone == null && result instanceof Receipt) {
          firstDone = Instant.now();
        }
        return result;
      } catch (RuntimeException | Error e) {
        failed = true;
        slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
        note(e);
        pause();
      }
    }
    return null;
  }

  private void note(Throwable failure) {
    String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
    String kind = text.replaceAll("[0-9a-f-]{36}", "*").replaceAll("[0-9]+", "#");
    errors.merge(kind, 1, Integer::sum);
    if (!(failure instanceof MillraceException) || !text.contains("\nMaybe ")) {
      unclear.merge(kind, 1, Integer::sum);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Submits nothing new; what was begun goes on until it is done. */
  boolean stopSubmitting(Duration patience) throws InterruptedException {
    submitting = false;
    return join(submitters, patience);
  }

  private static boolean join(List<Thread> threads, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      thread.join(Math.max(1, left));
    }
    return threads.stream().noneMatch(Thread::isAlive);
  }

  /** Forgets errors so far, and when the first operation was done. */
  void mark() {
    firstDone = null;
    errors.clear();
    unclear.clear();
  }

  /** Forgets when the first operation was done, but no errors. */
  void restart() {
    firstDone = null;
  }

  /** When the first operation was done since the mark; null if none was. */
  @Nullable Instant firstDone() {
    return firstDone;
  }

  /** Work items whose submission was acknowledged. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Operations that had failed and yet, as their repetition showed, had been committed. */
  long inDoubt() {
    return inDoubt.size();
  }

  /** The longest time until an operation failed. */
  Duration slowestFailure() {
    return Duration.ofNanos(slowest.get());
  }

  /** How many operations failed since the mark. */
  int failures() {
    return errors.values().stream().mapToInt(count -> count).sum();
  }

  /** Failures that are no exception of Millrace with an advice. */
  List<String> unclear() {
    return List.copyOf(unclear.keySet());
  }

  /** The texts of failures since the mark. */
  Map<String, Integer> errors() {
    return new TreeMap<>(errors);
  }

  void printErrors(PrintStream out) {
    errors()
        .forEach(
            (text, count) -> out.println("  " + count + " x " + text.replace("\n", "\n      ")));
  }

  /** Compares with the database, at rest. */
  void claim(Claims claims, Sql sql) {
    claims.none("acknowledged work items that are not there", missingItems(sql));
    claims.none("acknowledged completions that are not there", missingCompletions(sql));
    claimEnd(claims, sql);
  }

  /**
   * The same for a database that shows a commit to others before it keeps it, as H2 does: a repeat
   * that found such a commit is acknowledged, and the commit may be gone when H2 is opened anew.
   */
  void claimShown(Claims claims, Sql sql) {
    List<String> items = missingItems(sql);
    List<String> completions = missingCompletions(sql);
    claims.none("acknowledged work items that are not there", certain(items));
    claims.none("acknowledged completions that are not there", certain(completions));
    claims.atMost(
        "of those that a repeat found after a failure, not there",
        inDoubt.size(),
        items.size() + completions.size() - certain(items).size() - certain(completions).size());
    claimEnd(claims, sql);
  }

  private List<String> certain(List<String> ids) {
    return ids.stream().filter(id -> !inDoubt.contains(id)).toList();
  }

  private List<String> missingItems(Sql sql) {
    Set<String> items = Set.copyOf(sql.texts("select ID from MR_WORK_ITEM"));
    return acknowledged.stream().filter(id -> !items.contains(id)).toList();
  }

  private List<String> missingCompletions(Sql sql) {
    Set<String> done = Set.copyOf(sql.texts("select COMMAND_ID from MR_COMMAND"));
    return completed.stream().filter(command -> !done.contains(command)).toList();
  }

  private static void claimEnd(Claims claims, Sql sql) {
    claims.same(
        "work items that are not closed",
        0,
        sql.number("select count(*) from MR_WORK_ITEM where STATE <> 'CLOSED'"));
    claims.none("Audit, " + Audit.rules() + " rules", Audit.findings(sql.database()));
  }

  @Override
  public void close() throws InterruptedException {
    submitting = false;
    closed = true;
    join(submitters, Duration.ofSeconds(60));
    join(completers, Duration.ofSeconds(60));
  }
}
