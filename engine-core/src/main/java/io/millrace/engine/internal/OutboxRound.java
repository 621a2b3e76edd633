// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.OutboxMapper;
import io.millrace.engine.internal.store.OutboxRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * One transaction of a drainer: locks the heads of some queues, delivers from each of them in
 * order, and writes what became of it. Bounded in rows and in time; used once. See {@link
 * OutboxMapper} for what the lock of a head means.
 */
final class OutboxRound {
  /** How long a round goes on, apart from the last call of the sink. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final int QUEUES = 32;
  private static final int RETRIES = 16;
  private static final int LOOKED_AT = 500;
  private static final int PAGES = 8;

  /** Rows of one queue that are read at once, and those that one round takes. */
  private static final int FOLLOWERS = 20;

  private static final int RUN = 100;

  private static final Instant FRESH = Instant.EPOCH;

  private final OutboxMapper store;
  private final Delivery delivery;
  private final String sink;
  private final Clock clock = Clock.systemUTC();
  private final List<Runnable> deletions = new ArrayList<>();
  private final List<Runnable> changes = new ArrayList<>();
  private long end;
  private boolean more;
  private boolean stopped;

  OutboxRound(OutboxMapper store, Delivery delivery) {
    this.store = store;
    this.delivery = delivery;
    this.sink = delivery.sink();
  }

  /** Delivers; says whether there may be more to deliver at once. */
  boolean run() {
    List<OutboxRow> heads = lock();
    end = System.nanoTime() + LONGEST.toNanos(); // however slow the database was
    try {
      for (OutboxRow head : heads) {
        if (stopped || isLate()) {
          more = true;
          break;
        }
        if (isDue(head)) {
          deliver(head);
        } else {
          hold(head);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      more = false;
    }
    deletions.forEach(Runnable::run); // all of a kind at once: they make one batch
    changes.forEach(Runnable::run);
    return more && delivery.isOpen();
  }

  /** Those that are to be tried again first: fresh ones must not crowd them out for ever. */
  private List<OutboxRow> lock() {
    Set<UUID> heads = new LinkedHashSet<>();
    boolean full = look(heads, FRESH.plusMillis(1), now(), 0, RETRIES);
    for (int page = 0; page < PAGES; page++) {
      boolean pageFull = look(heads, FRESH, FRESH, page * LOOKED_AT, LOOKED_AT);
      full |= pageFull;
      List<OutboxRow> locked = heads.isEmpty() ? List.of() : store.lockOutbox(sink, heads, QUEUES);
      if (!locked.isEmpty()) {
        more = full || locked.size() == QUEUES;
        return locked;
      }
      if (!pageFull) {
        break;
      }
      heads.clear(); // others are at work on all of these
    }
    return List.of();
  }

  private boolean look(Set<UUID> heads, Instant from, Instant to, int offset, int limit) {
    List<UUID> found = store.dueHeads(sink, from, to, offset, limit);
    found.stream().filter(Objects::nonNull).forEach(heads::add);
    return found.size() == limit;
  }

  private boolean isDue(OutboxRow head) {
    return !head.state().equals("PARKED") && !head.nextAttemptAt().isAfter(now());
  }

  private void deliver(OutboxRow head) throws InterruptedException {
    int taken = 0;
    List<OutboxRow> rows = List.of(head);
    OutboxRow last = head;
    while (!rows.isEmpty()) {
      for (OutboxRow row : rows) {
        if (taken > 0 && (taken == RUN || isLate())) {
          take(last);
          release(row);
          return;
        }
        Delivery.Verdict verdict = delivery.deliver(row, now());
        if (verdict.result() != Delivery.Result.TAKEN) {
          if (taken > 0) {
            take(last);
          }
          notTaken(verdict);
          return;
        }
        last = row;
        taken++;
      }
      rows = store.followers(head.itemKey(), sink, last.sequence(), FOLLOWERS);
    }
    take(last);
  }

  private void take(OutboxRow last) {
    deletions.add(() -> store.deleteOutbox(last.itemKey(), sink, last.sequence()));
  }

  private void notTaken(Delivery.Verdict verdict) {
    OutboxRow row = verdict.row();
    stopped = !delivery.isOpen();
    if (verdict.result() == Delivery.Result.CLOSED) {
      release(row);
      return;
    }
    changes.add(
        () ->
            store.markOutbox(
                row.eventKey(),
                sink,
                row.state(),
                row.attempts(),
                row.nextAttemptAt().truncatedTo(ChronoUnit.MILLIS),
                row.failure()));
    hold(row);
  }

  private void hold(OutboxRow head) {
    changes.add(() -> store.holdOutbox(head.itemKey(), sink, head.sequence()));
  }

  private void release(OutboxRow next) {
    more = true;
    changes.add(() -> store.releaseOutbox(next.itemKey(), sink));
  }

  private boolean isLate() {
    return System.nanoTime() - end >= 0;
  }

  /** Deliveries follow the machine's time: an injected clock may stand still. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
