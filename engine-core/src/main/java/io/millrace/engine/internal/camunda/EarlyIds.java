// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.millrace.engine.internal.Threads;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.db.IdBlock;
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
  private static final long RETRY_NANOS = 1_000_000_000;

  private final NoArgGenerator others = Generators.timeBasedEpochGenerator();
  private final String name;
  private @Nullable Supplier<IdBlock> source;
  private @Nullable IdBlock spare;
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
   * @param blocks gives the next block, in a transaction of its own
   */
  synchronized void from(Supplier<IdBlock> blocks) {
    source = blocks;
    fetchIfLow();
  }

  @Override
  public synchronized String getNextId() {
    if (next > last && spare != null) {
      next = spare.getNextId();
      last = spare.getLastId();
      spare = null;
    }
    fetchIfLow();
    return next <= last ? Long.toString(next++) : others.generate().toString();
  }

  private void fetchIfLow() {
    Supplier<IdBlock> blocks = source;
    boolean low = spare == null && last - next < BLOCK / 2;
    if (!low || fetching || blocks == null || System.nanoTime() - notBefore < 0) {
      return;
    }
    fetching = true;
    try {
      Threads.daemon(() -> fetch(blocks), name + "-ids").start();
    } catch (OutOfMemoryError e) { // no further thread
      fetched(null);
    }
  }

  private void fetch(Supplier<IdBlock> blocks) {
    IdBlock block = null;
    try {
      block = blocks.get();
    } catch (RuntimeException e) { // another node was faster, or the database is away
      LOG.debug("No block of ids came; ids are UUIDs meanwhile.", e);
    } finally {
      fetched(block);
    }
  }

  private synchronized void fetched(@Nullable IdBlock block) {
    fetching = false;
    spare = block;
    notBefore = System.nanoTime() + (block == null ? RETRY_NANOS : 0);
  }
}
