package io.millrace.engine.internal.camunda;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.EngineException;
import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.HandledSteps.Fate;
import io.millrace.engine.internal.HandledSteps.Verdict;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.UnitOfWork;
import io.millrace.engine.internal.Worker;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does automated steps: fetches them under a lock, lets the handler work outside any transaction,
 * and completes them only if the lock is still its own. Each fetch has a name of its own, so that a
 * step that was fetched again, be it by the same node, refuses what an earlier call comes to.
 */
public final class HandlerPool implements AutoCloseable {
  /** What the engine keeps as the failure of a step that waits because a person blocked it. */
  static final String BLOCKED_BY_PERSON = "blocked by a person";

  private static final Logger LOG = LoggerFactory.getLogger(HandlerPool.class);
  private static final long PAUSE_MILLIS = 1_000;
  private static final long REPEAT_MILLIS = 500;
  private static final long FIRST_BACKOFF_MILLIS = 1_000;
  private static final long LONGEST_BACKOFF_MILLIS = Duration.ofMinutes(5).toMillis();

  /** How long a running handler may go on when its Millrace closes, in milliseconds. */
  private static final long CLOSE_MILLIS = 2_000;

  /** How long it may then take to give the steps back, in milliseconds. */
  private static final long GIVE_BACK_MILLIS = 5_000;

  private final String node;
  private final CamundaRuntime runtime;
  private final HandledSteps steps;
  private final Map<String, StepHandler> handlers;
  private final HandlerSettings settings;
  private final BooleanSupplier mayFetch;
  private final ExecutorService calls = Executors.newCachedThreadPool(HandlerPool::daemon);
  private final ExecutorService tasks;
  private final Semaphore free;
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicInteger stuck = new AtomicInteger();
  private final Set<HandlerCall> running = ConcurrentHashMap.newKeySet();
  private final Worker fetcher;
  private boolean toldStuck; // of the fetcher's thread alone
  private volatile boolean closed;

  /** A step under a lock, and until when the lock lasts by the clock of {@link System#nanoTime}. */
  private record Fetched(
      LockedExternalTask task, String worker, long lockEnds, StepHandler handler) {

    HandledSteps.Handled step() {
      return new HandledSteps.Handled(
          task.getBusinessKey(), task.getActivityInstanceId(), handler.name());
    }
  }

  /** The step is not this call's any more: it was fetched again, or it has ended. */
  private static final class LostLockException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param name begins the names of threads
   * @param handlers by name
   * @param mayFetch whether this node may take steps now
   */
  public HandlerPool(
      String name,
      CamundaRuntime runtime,
      HandledSteps steps,
      Map<String, StepHandler> handlers,
      HandlerSettings settings,
      BooleanSupplier mayFetch) {
    this.node = name + "-" + UUID.randomUUID();
    this.runtime = runtime;
    this.steps = steps;
    this.handlers = Map.copyOf(handlers);
    this.settings = settings;
    this.mayFetch = mayFetch;
    this.free = new Semaphore(settings.threads());
    this.tasks = Executors.newFixedThreadPool(settings.threads(), HandlerPool::daemon);
    this.fetcher = new Worker(name + "-handlers", PAUSE_MILLIS, this::fetch);
  }

  /** Looks for steps at once. */
  public void wake() {
    fetcher.wake();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "millrace-handler");
    thread.setDaemon(true);
    return thread;
  }

  private boolean fetch() {
    int room = free.availablePermits();
    if (closed || room == 0 || tooManyStuck() || !mayFetch.getAsBoolean()) {
      return false;
    }
    String worker = node + "-" + fetches.incrementAndGet();
    long lockEnds = System.nanoTime() + settings.lock().toNanos();
    ExternalTaskQueryBuilder query =
        service()
            .fetchAndLock()
            .workerId(worker)
            .maxTasks(room)
            .orderByCreateTime() // the oldest first: what a dead node held must not wait for all
            // others
            .asc()
            .subscribe();
    handlers.keySet().forEach(topic -> query.topic(topic, settings.lock().toMillis()));
    List<LockedExternalTask> fetched = query.execute();
    for (LockedExternalTask task : fetched) {
      StepHandler handler = handlers.get(task.getTopicName());
      if (handler != null) {
        free.acquireUninterruptibly();
        tasks.execute(() -> work(new Fetched(task, worker, lockEnds, handler)));
      }
    }
    return !fetched.isEmpty();
  }

  /** A handler that ignores its interrupt keeps a thread: there must be an end to such threads. */
  private boolean tooManyStuck() {
    int now = stuck.get();
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

  private void work(Fetched fetched) {
    try {
      if (closed) {
        service().unlock(fetched.task().getId());
      } else {
        begin(fetched);
      }
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      LOG.info(
          "What handler '{}' came to at step '{}' is not needed any more: the step has ended, or"
              + " its lock ran out and it began again.",
          fetched.handler().name(),
          fetched.task().getActivityId());
    } catch (RuntimeException e) {
      LOG.warn(
          "Step '{}' could not be finished here; it comes again when its lock ends.",
          fetched.task().getActivityId(),
          e);
    } finally {
      free.release();
      fetcher.wake();
    }
  }

  private void begin(Fetched fetched) {
    HandledSteps.Beginning beginning;
    try {
      beginning =
          holding(
              fetched,
              unit -> {
                HandledSteps.Beginning begun = steps.begun(unit, fetched.step());
                if (begun.task() == null) {
                  record(fetched, begun.verdict());
                }
                return begun;
              });
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      failedToRecord(fetched, FailureText.of("the step could not begin", e), e);
      return;
    }
    if (beginning.task() == null) {
      tell(fetched, beginning.verdict(), null);
    } else {
      call(fetched, beginning.task());
    }
  }

  private void call(Fetched fetched, StepHandler.Task task) {
    HandlerCall call =
        new HandlerCall(fetched.handler(), task, stuck::incrementAndGet, this::unstuck);
    running.add(call);
    try {
      complete(fetched, call.await(calls, settings.budget()));
    } catch (TimeoutException e) {
      failed(fetched, "it took longer than " + settings.budget().toMillis() + " ms", null);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      if (cause instanceof HandlerCall.StoppedException) {
        giveBack(fetched);
      } else {
        failed(fetched, FailureText.of(cause), cause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(call);
    }
  }

  private void unstuck() {
    stuck.decrementAndGet();
    fetcher.wake();
  }

  private void complete(Fetched fetched, StepHandler.@Nullable Completion completion) {
    if (completion == null) {
      failed(fetched, "it returned no completion", null);
      return;
    }
    try {
      holding(
          fetched,
          unit -> {
            Map<String, Object> variables = steps.completed(unit, fetched.step(), completion);
            service().complete(fetched.task().getId(), fetched.worker(), variables);
            return variables;
          });
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) { // its result is refused, or a participant objects
      failed(fetched, FailureText.of(e), e);
    }
  }

  private void failed(Fetched fetched, String reason, @Nullable Throwable cause) {
    try {
      Verdict verdict =
          holding(
              fetched,
              unit -> {
                Verdict found = steps.failed(unit, fetched.step(), reason);
                record(fetched, found);
                return found;
              });
      tell(fetched, verdict, cause);
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      failedToRecord(fetched, reason, e);
    }
  }

  private void giveBack(Fetched fetched) {
    runtime.transaction(
        unit -> {
          requireLock(fetched);
          Verdict verdict =
              steps.givenBack(
                  unit, fetched.step(), "the node that did it closed: another one goes on");
          if (verdict.fate() == Fate.BLOCKED_BY_PERSON) {
            record(fetched, verdict);
          } else {
            service().unlock(fetched.task().getId());
          }
          return verdict;
        });
  }

  /** Has the engine wait for the next attempt, or for a person. */
  private void record(Fetched fetched, Verdict verdict) {
    boolean retried = verdict.fate() == Fate.RETRIED;
    int left = retried ? Math.max(1, settings.attempts() - verdict.attempt()) : 0;
    String message =
        verdict.fate() == Fate.BLOCKED_BY_PERSON ? BLOCKED_BY_PERSON : verdict.reason();
    long pause = retried ? backoff(verdict.attempt()) : 0;
    record(fetched, message, left, pause);
  }

  private void record(Fetched fetched, String message, int left, long pauseMillis) {
    service()
        .handleFailure(fetched.task().getId(), fetched.worker(), message, null, left, pauseMillis);
  }

  /**
   * Even what happened cannot be stored with the work item, as when a participant refuses each
   * event of it. Then the process engine alone keeps it: the step is tried again, and comes to an
   * end among the failures.
   */
  private void failedToRecord(Fetched fetched, String reason, RuntimeException why) {
    if (mayPass(why)) {
      throw why;
    }
    Integer before = fetched.task().getRetries();
    int left = Math.max(0, (before == null ? settings.attempts() : before) - 1);
    LOG.warn(
        "The failure of handler '{}' at step '{}' could not be stored with its work item,"
            + " {} attempts left: {}",
        fetched.handler().name(),
        fetched.task().getActivityId(),
        left,
        reason,
        why);
    String message = FailureText.of(reason + "; and that could not be stored", why);
    record(fetched, message, left, backoff(settings.attempts() - left));
  }

  static long backoff(int attempt) {
    int doublings = Math.min(20, Math.max(0, attempt - 1));
    return Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << doublings);
  }

  private void tell(Fetched fetched, Verdict verdict, @Nullable Throwable cause) {
    if (verdict.fate() == Fate.BLOCKED_BY_PERSON) {
      LOG.info(
          "Step '{}' waits for a person to unblock it, and then for handler '{}'.",
          fetched.task().getActivityId(),
          fetched.handler().name());
      return;
    }
    LOG.warn(
        "Handler '{}' failed at step '{}', attempt {} of {}: {}",
        fetched.handler().name(),
        fetched.task().getActivityId(),
        verdict.attempt(),
        settings.attempts(),
        verdict.reason(),
        cause);
  }

  /**
   * Runs a transaction on a step that this call holds. A failure that may pass by itself is waited
   * for as long as the lock lasts: what a handler has done should not be done again.
   */
  private <T> T holding(Fetched fetched, Function<UnitOfWork, T> work) {
    while (true) {
      try {
        return runtime.transaction(
            unit -> {
              requireLock(fetched);
              return work.apply(unit);
            });
      } catch (EngineException | ConcurrentChangeException e) {
        if (closed || !mayPass(e) || System.nanoTime() - fetched.lockEnds() > 0) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static boolean mayPass(RuntimeException failure) {
    return failure instanceof ConcurrentChangeException
        || failure instanceof EngineException engine && engine.isTransient();
  }

  private static void pause(RuntimeException failure) {
    try {
      Thread.sleep(REPEAT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private void requireLock(Fetched fetched) {
    ExternalTask task =
        service().createExternalTaskQuery().externalTaskId(fetched.task().getId()).singleResult();
    if (task == null || !fetched.worker().equals(task.getWorkerId())) {
      throw new LostLockException();
    }
  }

  private ExternalTaskService service() {
    return runtime.engine().getExternalTaskService();
  }

  /** Lets running handlers end if they do soon; gives the steps of the others back. */
  @Override
  public void close() {
    fetcher.close();
    closed = true;
    tasks.shutdown();
    try {
      if (!tasks.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
        running.forEach(HandlerCall::stop);
        if (!tasks.awaitTermination(GIVE_BACK_MILLIS, TimeUnit.MILLISECONDS)) {
          tasks.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      tasks.shutdownNow();
      Thread.currentThread().interrupt();
    }
    calls.shutdownNow();
  }
}
