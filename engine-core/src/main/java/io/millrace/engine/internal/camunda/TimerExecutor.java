// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.Threads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.jobexecutor.DefaultJobExecutor;

/**
 * The engine's job executor, which runs the timers of streams, with threads that bear Millrace's
 * name and take nothing over from whoever needs them first. They keep the JVM alive: timers are
 * what a host without other threads goes on for.
 */
final class TimerExecutor extends DefaultJobExecutor {
  private static final String TIMERS = "-timers";

  private final String threads;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param name begins the names of the threads
   */
  TimerExecutor(String name) {
    this.threads = name + TIMERS;
    this.name = threads;
  }

  @Override
  protected void startExecutingJobs() {
    threadPoolExecutor =
        new Pool(corePoolSize, maxPoolSize, new ArrayBlockingQueue<>(queueSize), this::thread);
    super.startExecutingJobs();
  }

  /** As the engine does it, but for what its thread would take over. */
  @Override
  protected void startJobAcquisitionThread() {
    if (jobAcquisitionThread == null) {
      Thread looking = thread(acquireJobsRunnable, threads);
      looking.start(); // or there is none, and a later start tries again
      jobAcquisitionThread = looking;
    }
  }

  /** Threads that run timers; where there is none to be had, it is as with a full queue. */
  static final class Pool extends ThreadPoolExecutor {
    Pool(int core, int most, BlockingQueue<Runnable> queue, ThreadFactory threads) {
      super(core, most, 0, TimeUnit.MILLISECONDS, queue, threads, new AbortPolicy());
    }

    @Override
    public void execute(Runnable work) {
      try {
        super.execute(work);
      } catch (OutOfMemoryError e) { // no further thread
        throw new RejectedExecutionException(e);
      }
    }
  }

  private Thread thread(Runnable work) {
    return thread(work, threads + "-" + count.incrementAndGet());
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = Threads.daemon(work, name);
    thread.setDaemon(false);
    return thread;
  }
}
