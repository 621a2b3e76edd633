// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.Threads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.AbortPolicy;
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
    this.name = threads; // of the thread that looks for due timers
  }

  @Override
  protected void startExecutingJobs() {
    threadPoolExecutor =
        new ThreadPoolExecutor(
            corePoolSize,
            maxPoolSize,
            0,
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(queueSize),
            this::thread,
            new AbortPolicy());
    super.startExecutingJobs();
  }

  private Thread thread(Runnable work) {
    Thread thread = Threads.daemon(work, threads + "-" + count.incrementAndGet());
    thread.setDaemon(false);
    return thread;
  }
}
