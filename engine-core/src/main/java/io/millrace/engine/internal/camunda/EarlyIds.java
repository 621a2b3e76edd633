// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.millrace.engine.internal.Threads;
import java.util.function.LongSupplier;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids of the engine's rows: numbers from blocks of the database's, for short ids make small
 * rows and indexes. A block is fetched early and by a thread of its own, so that no transaction
 * needs a second connection. Until it is there, ids are UUIDs. Thread-safe.
 */
final class EarlyIds implements IdGenerator {
  /** How many ids a block has. */
  static final int BLOCK = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(EarlyIds.class);
  private static final long NONE = -1;
  private static final long RETRY_NANOS = 1_000_000_000;

  private final NoArgGenerator others = Generators.timeBasedEpochGenerator();
  private final String name;
  private @Nullable LongSupplier source;
  private long spare = NONE;
  private long next;
  private long last = -1;
  private boolean fetching;
  private long notBefore = System.nanoTime();

  /**
   * @param name begins the name of the thread
   */
  EarlyIds(String name) {
    this.name = name;
  }

  /**
   * Says where blocks come from.
   *
   * @param blocks gives the first id of the next block, in a transaction of its own
   */
  synchronized void from(LongSupplier blocks) {
    source = blocks;
    fetchIfLow();
  }

  @Override
  public synchronized String getNextId() {
    if (next > last && spare != NONE) {
      next = spare;
      last = spare + BLOCK - 1;
      spare = NONE;
    }
    fetchIfLow();
    return next <= last ? Long.toString(next++) : others.generate().toString();
  }

  private void fetchIfLow() {
    LongSupplier blocks = source;
    boolean low = spare == NONE && last - next < BLOCK / 2;
    if (!low || fetching || blocks == null || System.nanoTime() - notBefore < 0) {
      return;
    }
    fetching = true;
    try {
      Threads.daemon(() -> fetch(blocks), name + "-ids").start();
    } catch (OutOfMemoryError e) { // no further thread
      fetched(NONE);
    }
  }

  private void fetch(LongSupplier blocks) {
    long first = NONE;
    try {
      first = blocks.getAsLong();
    } catch (RuntimeException e) { // another node was faster, or the database is away
      LOG.debug("No block of ids came; ids are UUIDs meanwhile.", e);
    } finally {
      fetched(first);
    }
  }

  private synchronized void fetched(long first) {
    fetching = false;
    spare = first;
    notBefore = System.nanoTime() + (first == NONE ? RETRY_NANOS : 0);
  }
}
