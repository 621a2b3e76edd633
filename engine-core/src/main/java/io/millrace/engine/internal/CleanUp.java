// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.EngineException;
import io.millrace.engine.Overdue;
import io.millrace.engine.internal.growth.ArchiveDocument;
import io.millrace.engine.internal.store.CommandName;
import io.millrace.engine.internal.store.GrowthMapper;
import io.millrace.engine.internal.store.OverdueItems;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.plugin.port.Archive;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what has been kept long enough, one small transaction after another. Each archives work
 * items first and deletes them then, with the engine's history of them. Thread-safe; nodes skip
 * what others have locked.
 */
final class CleanUp {
  private static final int LONGEST_FAILURE = 1_000;

  /** Work items of one transaction: few enough that nobody waits for it. */
  static final int ITEMS = 50;

  /** Results of commands of one transaction. */
  static final int COMMANDS = 500;

  private final Environment env;
  private final ProcessRuntime runtime;
  private final @Nullable Archive archive;
  private volatile @Nullable String failure;

  CleanUp(Environment env, ProcessRuntime runtime, @Nullable Archive archive) {
    this.env = env;
    this.runtime = runtime;
    this.archive = archive;
  }

  /** What one transaction deleted. */
  record Batch(int items, long rows, int archived) {
    private static final Batch NONE = new Batch(0, 0, 0);
  }

  @Nullable Archive archive() {
    return archive;
  }

  /**
   * What is overdue.
   *
   * @param tenant whose; null for everybody's
   */
  Overdue overdue(@Nullable String tenant) {
    Instant now = env.now();
    return runtime.transaction(
        unit -> {
          OverdueItems items = unit.store().overdueItems(tenant, now);
          return new Overdue(
              items.items(),
              items.oldest(),
              unit.store().heldItems(tenant, now),
              unit.store().overdueCommands(tenant, commandsUntil(now)),
              failure);
        });
  }

  /**
   * Deletes some work items.
   *
   * @param tenant whose; null for everybody's
   */
  Batch items(@Nullable String tenant, int limit) {
    try {
      Batch batch = runtime.transaction(unit -> items(unit, tenant, limit));
      failure = null;
      return batch;
    } catch (RuntimeException | Error e) {
      failure = FailureText.of(e, LONGEST_FAILURE);
      throw e;
    }
  }

  private Batch items(UnitOfWork unit, @Nullable String tenant, int limit) {
    StoreMapper store = unit.store();
    Instant now = env.now();
    List<UUID> locked = store.lockOverdueItems(tenant, now, limit);
    List<UUID> keys = locked.isEmpty() ? locked : store.stillOverdue(locked, now);
    if (keys.isEmpty()) {
      return Batch.NONE;
    }
    int archived = archive(store, keys, now);
    long rows = 0;
    for (String table : GrowthMapper.TABLES_OF_ITEM) {
      rows += store.countOf(table, keys);
    }
    runtime.deleteHistory(store.instancesOf(keys));
    unit.write(
        written -> GrowthMapper.TABLES_OF_ITEM.forEach(table -> written.deleteOf(table, keys)));
    return new Batch(keys.size(), rows, archived);
  }

  private int archive(StoreMapper store, List<UUID> keys, Instant now) {
    if (archive == null) {
      return 0;
    }
    Documents documents = new Documents(store, keys, now);
    try {
      archive.take(() -> documents);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new EngineException(
          "Expected the archive to take "
              + keys.size()
              + " work items before they are deleted, but it failed: "
              + FailureText.of(e, LONGEST_FAILURE),
          "mend the archive: nothing of them was deleted, and the next clean-up tries again",
          e);
    }
    if (documents.hasNext()) {
      throw new EngineException(
          "Expected the archive to take "
              + keys.size()
              + " work items before they are deleted, but it left some out.",
          "let it read all of them: nothing of them was deleted",
          new IllegalStateException("The archive stopped in between."));
    }
    return keys.size();
  }

  /** Reads one work item after another. */
  private static final class Documents implements Iterator<Archive.Document> {
    private final StoreMapper store;
    private final Iterator<UUID> keys;
    private final Instant now;

    Documents(StoreMapper store, List<UUID> keys, Instant now) {
      this.store = store;
      this.keys = keys.iterator();
      this.now = now;
    }

    @Override
    public boolean hasNext() {
      return keys.hasNext();
    }

    @Override
    public Archive.Document next() {
      UUID key = keys.next();
      WorkItemRow row = store.readItem(key);
      if (row == null) {
        throw new IllegalStateException("A locked work item is gone: " + key);
      }
      return new ArchiveDocument(store, row, now);
    }
  }

  /**
   * Deletes some results of commands; gives how many.
   *
   * @param tenant whose; null for everybody's
   */
  int commands(@Nullable String tenant) {
    Instant until = commandsUntil(env.now());
    return runtime.transaction(
        unit -> {
          List<CommandName> names = unit.store().lockOverdueCommands(tenant, until, COMMANDS);
          unit.write(store -> names.forEach(store::deleteCommand));
          return names.size();
        });
  }

  private Instant commandsUntil(Instant now) {
    return now.minus(env.retention().commands());
  }
}
