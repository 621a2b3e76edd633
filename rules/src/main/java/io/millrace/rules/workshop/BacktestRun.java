// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.MillraceException;
import io.millrace.rules.PolicyPack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run: batches of items are decided side by side and counted in the order in which they came,
 * so that the threads leave no trace in the report.
 */
final class BacktestRun {
  private static final int BATCH = 256;

  private final PolicyPack newPack;
  private final @Nullable PolicyPack oldPack;
  private final List<DecisionPoint> points;
  private final int threads;
  private final BacktestTally tally;
  private final LongConsumer listener;
  private final Deque<Future<List<DecidedItem>>> underWay = new ArrayDeque<>();
  private long done;

  BacktestRun(
      PolicyPack newPack,
      @Nullable PolicyPack oldPack,
      List<DecisionPoint> points,
      int threads,
      BacktestTally tally,
      LongConsumer listener) {
    this.newPack = newPack;
    this.oldPack = oldPack;
    this.points = points;
    this.threads = threads;
    this.tally = tally;
    this.listener = listener;
  }

  void run(Iterator<PastItem> items) {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "millrace-backtest");
              thread.setDaemon(true);
              return thread;
            });
    try {
      while (items.hasNext() || !underWay.isEmpty()) {
        while (items.hasNext() && underWay.size() < 2 * threads) {
          List<PastItem> batch = nextBatch(items);
          underWay.add(workers.submit(() -> decide(batch)));
        }
        count(underWay.remove());
      }
    } finally {
      end(workers);
    }
  }

  private static List<PastItem> nextBatch(Iterator<PastItem> items) {
    List<PastItem> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH && items.hasNext()) {
      batch.add(items.next());
    }
    return batch;
  }

  private void count(Future<List<DecidedItem>> batch) {
    try {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      List<DecidedItem> decided = batch.get();
      decided.forEach(tally::add);
      done += decided.size();
      listener.accept(done);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BacktestInterruptedException(done);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  private List<DecidedItem> decide(List<PastItem> batch) throws InterruptedException {
    List<DecidedItem> decided = new ArrayList<>(batch.size());
    for (PastItem item : batch) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      decided.add(decide(item));
    }
    return decided;
  }

  private DecidedItem decide(PastItem item) {
    BacktestSide side = BacktestSide.OLD;
    try {
      PolicyPack old = oldPack;
      List<Decision> before = old == null ? null : old.decide(points, item.facts(), item.at());
      side = BacktestSide.NEW;
      return new DecidedItem(item, before, newPack.decide(points, item.facts(), item.at()), null);
    } catch (MillraceException e) {
      String problem = String.valueOf(e.getMessage());
      return new DecidedItem(
          item, null, null, new BacktestFailure(item.id(), item.at(), side, problem));
    }
  }

  /** Waits for the workers, so that the packs can be closed afterwards. */
  private static void end(ExecutorService workers) {
    workers.shutdownNow();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
