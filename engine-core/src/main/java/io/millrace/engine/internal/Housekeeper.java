// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Overdue;
import io.millrace.engine.Retention;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cleans up for all tenants in the background, or says once a day that nobody does. Its rounds run
 * on one thread.
 */
final class Housekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
  private static final Duration BETWEEN_REMINDERS = Duration.ofDays(1);
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final CleanUp cleanUp;
  private final Environment env;
  private final Retention retention;
  private @Nullable Instant reminded;

  Housekeeper(CleanUp cleanUp, Environment env) {
    this.cleanUp = cleanUp;
    this.env = env;
    this.retention = env.retention();
  }

  /** One round; says whether there may be more to delete. */
  boolean round() {
    if (!retention.cleanUp()) {
      remind();
      return false;
    }
    long begun = System.nanoTime();
    int items = cleanUp.items(null, CleanUp.ITEMS).items();
    int commands = cleanUp.commands(null);
    return (items == CleanUp.ITEMS || commands == CleanUp.COMMANDS) && pause(begun);
  }

  /** Rests as long as the work took, so that others have half of the time at least. */
  private static boolean pause(long begun) {
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(took, LONGEST_PAUSE_MILLIS));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void remind() {
    Instant now = env.now();
    if (reminded != null && now.isBefore(reminded.plus(BETWEEN_REMINDERS))) {
      return;
    }
    reminded = now;
    Overdue overdue = cleanUp.overdue(null);
    if (overdue.items() > 0 || overdue.commands() > 0) {
      LOG.warn(
          "{} work items (the first since {}) and {} results of commands have been kept longer than"
              + " they need be, and nobody deletes them. Maybe build Millrace with"
              + " retention(Retention.defaults().cleanUp(true)), or call housekeeping().cleanUp(...)"
              + " now and then.",
          overdue.items(),
          overdue.oldest(),
          overdue.commands());
    }
  }
}
