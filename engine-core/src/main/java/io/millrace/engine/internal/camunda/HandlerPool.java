// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.Threads;
import io.millrace.engine.internal.Worker;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.plugin.port.StepHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does automated steps: fetches them under a lock, lets the handler work outside any transaction,
 * and completes them only if the lock is still its own. Each fetch has a name of its own, so that a
 * step that was fetched again, be it by the same node, refuses what an earlier call comes to.
 */
public final class HandlerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerPool.class);
  private static final long PAUSE_MILLIS = 1_000;

  /** How long a running handler may go on when its Millrace closes, in milliseconds. */
  private static final long CLOSE_MILLIS = 2_000;

  /** How long it may then take to give the steps back, in milliseconds. */
  private static final long GIVE_BACK_MILLIS = 5_000;

  private final String node;
  private final CamundaRuntime runtime;
  private final Map<String, StepHandler> handlers;
  private final Map<String, Shield> shields;
  private final HandlerSettings settings;
  private final BooleanSupplier mayFetch;
  private final ExecutorService calls = Executors.newCachedThreadPool(HandlerPool::daemon);
  private final ExecutorService tasks;
  private final Semaphore free;
  private final AtomicLong fetches = new AtomicLong();
  private final HandlerWork work;
  private final Worker fetcher;
  private boolean toldStuck; // of the fetcher's thread alone

  /**
   * @param name begins the names of threads
   * @param handlers by name
   * @param shields who watches each of them, by name
   * @param mayFetch whether this node may take steps now
   */
  public HandlerPool(
      String name,
      CamundaRuntime runtime,
      HandledSteps steps,
      Map<String, StepHandler> handlers,
      Map<String, Shield> shields,
      HandlerSettings settings,
      BooleanSupplier mayFetch) {
    this.node = name + "-" + UUID.randomUUID();
    this.runtime = runtime;
    this.handlers = Map.copyOf(handlers);
    this.shields = Map.copyOf(shields);
    this.settings = settings;
    this.mayFetch = mayFetch;
    this.free = new Semaphore(settings.threads());
    this.tasks = Executors.newFixedThreadPool(settings.threads(), HandlerPool::daemon);
    this.work = new HandlerWork(runtime, steps, settings, calls, this::wake);
    this.fetcher = new Worker(name + "-handlers", PAUSE_MILLIS, this::fetch);
  }

  /** Looks for steps at once. */
  public void wake() {
    fetcher.wake();
  }

  private static Thread daemon(Runnable work) {
    return Threads.daemon(work, "millrace-handler");
  }

  private boolean fetch() {
    int room = free.availablePermits();
    if (work.hasEnded() || room == 0 || tooManyStuck() || !mayFetch.getAsBoolean()) {
      return false;
    }
    List<String> available = new ArrayList<>();
    List<String> tried = new ArrayList<>();
    shields.forEach(
        (topic, shield) -> {
          int may = shield.room(room);
          if (may > 0) {
            (may < room ? tried : available).add(topic);
          }
        });
    boolean any = !available.isEmpty() && fetch(available, room);
    for (String topic : tried) {
      any |= free.availablePermits() > 0 && fetch(List.of(topic), 1);
    }
    return any;
  }

  /**
   * Begins with the oldest steps of some topics. The steps of a handler that is suspended, or that
   * hangs at half of the threads, wait: they lose no attempts, and other handlers go on.
   */
  private boolean fetch(List<String> topics, int most) {
    String worker = node + "-" + fetches.incrementAndGet();
    long lockEnds = System.nanoTime() + settings.lock().toNanos();
    ExternalTaskQueryBuilder query =
        runtime
            .engine()
            .getExternalTaskService()
            .fetchAndLock()
            .workerId(worker)
            .maxTasks(most)
            .orderByCreateTime() // what a dead node held must not wait behind all others
            .asc()
            .subscribe();
    // without the variables of the instance, which another node may have ended by now
    topics.forEach(topic -> query.topic(topic, settings.lock().toMillis()).localVariables());
    List<LockedExternalTask> fetched = runtime.transaction(unit -> query.execute());
    Deque<FetchedStep> waiting = new ArrayDeque<>();
    for (LockedExternalTask task : fetched) {
      StepHandler handler = handlers.get(task.getTopicName());
      Shield shield = shields.get(task.getTopicName());
      if (handler != null && shield != null) {
        waiting.add(new FetchedStep(task, worker, lockEnds, handler, shield));
      }
    }
    try {
      while (!waiting.isEmpty()) {
        begin(waiting.element());
        waiting.remove();
      }
    } finally {
      waiting.forEach(this::unlock);
    }
    return !fetched.isEmpty();
  }

  private void begin(FetchedStep fetched) {
    free.acquireUninterruptibly();
    try {
      tasks.execute(() -> work(fetched));
    } catch (RuntimeException | Error e) { // no further thread
      free.release();
      throw e;
    }
  }

  /** There was no thread for a step: it need not wait until its lock ends. */
  private void unlock(FetchedStep fetched) {
    try {
      work.unlock(fetched);
    } catch (RuntimeException e) {
      LOG.warn(
          "Step '{}' comes again when its lock ends: it could not be unlocked.",
          fetched.task().getActivityId(),
          e);
    }
  }

  /** A handler that ignores its interrupt keeps a thread: there must be an end to such threads. */
  private boolean tooManyStuck() {
    int now = work.stuck();
    boolean tooMany = now >= settings.threads();
    if (tooMany && !toldStuck) {
      LOG.error(
          "No more steps are fetched: {} handlers that outlasted their budget of {} ms ignore"
              + " their interrupt and keep their threads. Fetching goes on when one of them ends;"
              + " otherwise restart this process, and let handlers heed interrupts.",
          now,
          settings.budget().toMillis());
    } else if (!tooMany && toldStuck) {
      LOG.info("Steps are fetched again: a handler that was stuck has ended.");
    }
    toldStuck = tooMany;
    return tooMany;
  }

  private void work(FetchedStep fetched) {
    try {
      work.work(fetched);
    } finally {
      free.release();
      wake();
    }
  }

  /** Lets running handlers end if they do soon; gives the steps of the others back. */
  @Override
  public void close() {
    fetcher.close();
    work.end();
    tasks.shutdown();
    try {
      if (!tasks.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        work.stop();
        if (!tasks.awaitTermination(GIVE_BACK_MILLIS, TimeUnit.MILLISECONDS)) {
          tasks.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      tasks.shutdownNow();
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
    awaitCalls();
  }

  /** Threads that have nothing to do end at once; handlers that are stuck are not waited for. */
  private void awaitCalls() {
    if (work.stuck() > 0) {
      return;
    }
    try {
      calls.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
