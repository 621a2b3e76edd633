package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.Worker;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does automated steps: fetches them under a lock, lets the handler work outside any transaction,
 * and completes them only if the lock is still held.
 */
public final class HandlerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerPool.class);
  private static final int THREADS = 4;
  private static final int RETRIES = 3;
  private static final long PAUSE_MILLIS = 1_000;
  private static final Duration LOCK_MARGIN = Duration.ofSeconds(20);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

  private final CamundaRuntime runtime;
  private final HandledSteps steps;
  private final Map<String, StepHandler> handlers;
  private final Duration budget;
  private final String workerId;
  private final ExecutorService calls = Executors.newCachedThreadPool(HandlerPool::daemon);
  private final ExecutorService tasks = Executors.newFixedThreadPool(THREADS, HandlerPool::daemon);
  private final Semaphore free = new Semaphore(THREADS);
  private final Worker fetcher;

  /**
   * @param name begins the names of threads
   * @param handlers by name
   * @param budget how long one handler may take for one step
   */
  public HandlerPool(
      String name,
      CamundaRuntime runtime,
      HandledSteps steps,
      Map<String, StepHandler> handlers,
      Duration budget) {
    this.runtime = runtime;
    this.steps = steps;
    this.handlers = handlers;
    this.budget = budget;
    this.workerId = name + "-" + UUID.randomUUID();
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
    if (room == 0) {
      return false;
    }
    ExternalTaskQueryBuilder query = service().fetchAndLock(room, workerId);
    long lockMillis = budget.plus(LOCK_MARGIN).toMillis();
    handlers.keySet().forEach(topic -> query.topic(topic, lockMillis));
    List<LockedExternalTask> fetched = query.execute();
    for (LockedExternalTask task : fetched) {
      free.acquireUninterruptibly();
      tasks.execute(() -> work(task));
    }
    return !fetched.isEmpty();
  }

  private void work(LockedExternalTask task) {
    try {
      StepHandler handler = handlers.get(task.getTopicName());
      if (handler != null) {
        work(task, handler);
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "Step '{}' could not be finished here; it comes again when its lock ends.",
          task.getActivityId(),
          e);
    } finally {
      free.release();
      fetcher.wake();
    }
  }

  private void work(LockedExternalTask task, StepHandler handler) {
    StepHandler.Task described =
        runtime.transaction(
            unit ->
                steps.started(
                    unit, task.getBusinessKey(), task.getActivityInstanceId(), handler.name()));
    Future<StepHandler.Completion> call = calls.submit(() -> handler.handle(described));
    try {
      complete(task, handler, call.get(budget.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      call.cancel(true);
      failed(task, handler, "it took longer than " + budget.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      failed(task, handler, String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      call.cancel(true);
      Thread.currentThread().interrupt();
    }
  }

  private void complete(
      LockedExternalTask task, StepHandler handler, StepHandler.@Nullable Completion completion) {
    if (completion == null) {
      failed(task, handler, "it returned no completion", null);
      return;
    }
    try {
      runtime.transaction(
          unit -> {
            Map<String, Object> variables =
                steps.completed(
                    unit,
                    task.getBusinessKey(),
                    task.getActivityInstanceId(),
                    handler.name(),
                    completion);
            service().complete(task.getId(), workerId, variables);
            return variables;
          });
    } catch (io.millrace.model.InvalidInputException e) { // a result that the step does not declare
      failed(task, handler, String.valueOf(e.getMessage()), e);
    }
  }

  private void failed(
      LockedExternalTask task, StepHandler handler, String reason, @Nullable Exception cause) {
    Integer left = task.getRetries();
    int retries = (left == null ? RETRIES : left) - 1;
    long backoff = FIRST_BACKOFF.multipliedBy(1L << (RETRIES - Math.max(retries, 0))).toMillis();
    LOG.warn(
        "Handler '{}' failed at step '{}', {} retries left: {}",
        handler.name(),
        task.getActivityId(),
        retries,
        reason,
        cause);
    runtime.transaction(
        unit -> {
          steps.failed(
              unit,
              task.getBusinessKey(),
              task.getActivityInstanceId(),
              handler.name(),
              reason,
              retries == 0);
          service().handleFailure(task.getId(), workerId, reason, reason, retries, backoff);
          return retries;
        });
  }

  private ExternalTaskService service() {
    return runtime.engine().getExternalTaskService();
  }

  @Override
  public void close() {
    fetcher.close();
    tasks.shutdown();
    calls.shutdownNow();
    try {
      if (!tasks.awaitTermination(budget.toMillis(), TimeUnit.MILLISECONDS)) {
        tasks.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
