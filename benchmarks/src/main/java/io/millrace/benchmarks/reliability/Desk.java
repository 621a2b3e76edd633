// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The people of the crash program: they submit every work item and complete every human step, each
 * with an id, so that they can ask again when an answer does not come. Now and then two of them
 * send the same at once.
 */
@SuppressWarnings("try") // whoever closes it may be interrupted
final class Desk implements AutoCloseable {
  private static final int CLIENTS = 8;
  private static final int AT_ONCE = 64;
  private static final long LOOK_MILLIS = 300;

  /** One order in so many is sent twice at once. */
  private static final int TWICE = 20;

  private final Fleet fleet;
  private final Sql sql;
  private final int items;
  private final Random random;
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger submitted = new AtomicInteger();
  private final Thread submitter = new Thread(this::submit, "desk-submit");
  private final Thread looker = new Thread(this::look, "desk-look");
  private volatile boolean closed;

  Desk(Fleet fleet, Sql sql, int items, long seed) {
    this.fleet = fleet;
    this.sql = sql;
    this.items = items;
    this.random = new Random(seed + 1);
  }

  void open() {
    submitter.start();
    looker.start();
  }

  /** How many submissions were acknowledged. */
  int submitted() {
    return submitted.get();
  }

  private void submit() {
    try {
      for (int i = 0; i < items && !closed; i++) {
        send("submit C-" + i + " " + Models.PROVIDE, submitted::incrementAndGet);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      while (!closed) {
        for (String step :
            sql.texts(
                """
                select w.ID || ' ' || r.STEP || ' ' || cast(r.RUN_KEY as varchar(36))
                  from MR_STEP_RUN r join MR_WORK_ITEM w on w.ITEM_KEY = r.ITEM_KEY
                  where r.ENDED_AT is null and r.HANDLER is null order by r.RUN_KEY limit 1000
                """)) {
          if (taken.add(step)) {
            send("complete " + step, () -> {});
          }
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(String order, Runnable acknowledged) throws InterruptedException {
    room.acquire();
    boolean twice = random.nextInt(TWICE) == 0;
    clients.execute(
        () -> {
          try {
            fleet.ask(order);
            acknowledged.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            room.release();
          }
        });
    if (twice) {
      clients.execute(
          () -> {
            try {
              fleet.ask(order);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    submitter.interrupt();
    looker.join(TimeUnit.SECONDS.toMillis(10));
    clients.shutdown();
    if (!clients.awaitTermination(15, TimeUnit.SECONDS)) {
      clients.shutdownNow();
    }
  }
}
