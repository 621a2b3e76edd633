// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.EngineException;
import io.millrace.engine.ErasePerson;
import io.millrace.engine.ErasureRecord;
import io.millrace.engine.internal.growth.ErasedTexts;
import io.millrace.engine.internal.store.ErasureRow;
import io.millrace.engine.internal.store.Json;
import io.millrace.engine.internal.store.StorableText;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.model.Caller;
import io.millrace.plugin.port.Archive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Erases persons. Looks through a tenant's work items without locks, some at a time, and changes
 * those that name the person one by one, each under the lock that operations take. Thread-safe.
 */
final class Eraser {
  private static final int LONGEST_FAILURE = 1_000;

  private static final int SOME = 20;
  private static final UUID FIRST = new UUID(0, 0);
  private static final String ARCHIVE = "archive";

  /**
   * Where texts of work items are. Ids of work items are the host's, and stay; outcomes and results
   * of steps are words of the model.
   */
  private static final List<Column> OF_ITEMS =
      List.of(
          new Column("MR_WORK_ITEM", "TITLE", ErasedTexts::text),
          new Column("MR_WORK_ITEM", "DESCRIPTION", ErasedTexts::text),
          new Column("MR_WORK_ITEM", "REQUESTER", ErasedTexts::id),
          new Column("MR_WORK_ITEM", "CATEGORY", ErasedTexts::id),
          new Column("MR_WORK_ITEM", "TEAM", ErasedTexts::id),
          new Column("MR_FACTS", "FACTS", ErasedTexts::json),
          new Column("MR_STEP_RUN", "TEAM", ErasedTexts::id),
          new Column("MR_STEP_RUN", "ASSIGNEE", ErasedTexts::id),
          new Column("MR_TRANSITION", "TEAM", ErasedTexts::id),
          new Column("MR_TRANSITION", "ASSIGNEE", ErasedTexts::id),
          new Column("MR_TRANSITION", "ACTOR", ErasedTexts::id),
          new Column("MR_TRANSITION", "NOTE", ErasedTexts::text),
          new Column("MR_DECISION", "CONTEXT", ErasedTexts::map),
          new Column("MR_DECISION", "OUTPUTS", ErasedTexts::map),
          new Column("MR_DECISION", "REASONS", ErasedTexts::json),
          new Column("MR_COMMAND", "RECEIPT", ErasedTexts::json),
          new Column("MR_LINK", "TARGET", ErasedTexts::id),
          new Column("MR_LINK", "ACTOR", ErasedTexts::id),
          new Column("MR_CATALOGUE_REQUEST", "REQUESTER", ErasedTexts::id),
          new Column("MR_CATALOGUE_REQUEST", "CATALOGUE_ITEM", ErasedTexts::text),
          new Column("MR_OUTBOX", "DATA", ErasedTexts::json),
          new Column("MR_OUTBOX", "FAILURE", ErasedTexts::text),
          new Column("MR_SKIPPED_EVENT", "ACTOR", ErasedTexts::id),
          new Column("MR_SKIPPED_EVENT", "REASON", ErasedTexts::text));

  /** Where texts of a tenant as a whole are. */
  private static final List<Column> OF_TENANTS =
      List.of(
          new Column("MR_PACK", "ADDED_BY", ErasedTexts::id),
          new Column("MR_PACK_ACTIVATION", "ACTOR", ErasedTexts::id),
          new Column("MR_PACK_ACTIVATION", "REASON", ErasedTexts::text),
          new Column("MR_STREAM_VERSION", "DEPLOYED_BY", ErasedTexts::id),
          new Column("MR_STREAM_CHANGE", "CHANGED_BY", ErasedTexts::id),
          new Column("MR_ERASURE", "ACTOR", ErasedTexts::id),
          new Column("MR_ERASURE", "REASON", ErasedTexts::text));

  private final Environment env;
  private final ProcessRuntime runtime;
  private final @Nullable Archive archive;

  Eraser(Environment env, ProcessRuntime runtime, @Nullable Archive archive) {
    this.env = env;
    this.runtime = runtime;
    this.archive = archive;
  }

  /** A column, and how the person goes from it. */
  private record Column(String table, String name, BiFunction<ErasedTexts, String, String> rule) {}

  /** One erasure: what to replace, and what has been replaced. */
  private record Run(
      String tenant, String pseudonym, ErasedTexts texts, boolean dry, Map<String, Long> counts) {

    void count(Map<String, Long> more) {
      more.forEach((table, count) -> counts.merge(table, count, Long::sum));
    }
  }

  ErasureRecord erase(Caller caller, ErasePerson request) {
    UUID key = env.newId();
    String pseudonym = request.pseudonym();
    if (pseudonym == null) {
      pseudonym = "erased-" + key.toString().substring(24);
    }
    ErasedTexts texts = new ErasedTexts(request.texts(), pseudonym);
    Run run = new Run(caller.tenant(), pseudonym, texts, request.dryRun(), new LinkedHashMap<>());
    Instant at = env.now();
    String actor = texts.id(caller.actor());
    String reason = texts.text(request.reason());
    ErasureRow begun = new ErasureRow(key, caller.tenant(), pseudonym, actor, reason, at, "{}");
    if (!run.dry) {
      inTransaction(unit -> unit.write(store -> store.insertErasure(begun)));
    }
    items(run);
    OF_TENANTS.forEach(column -> tenant(run, column));
    archive(run);
    if (!run.dry) {
      ErasureRow done =
          new ErasureRow(
              key, caller.tenant(), pseudonym, actor, reason, at, Json.write(run.counts));
      inTransaction(unit -> unit.write(store -> store.updateErasure(done)));
    }
    return new ErasureRecord(pseudonym, actor, reason, at, run.counts, run.dry);
  }

  List<ErasureRecord> records(String tenant, int offset, int limit) {
    return runtime.transaction(
        unit -> unit.store().erasures(tenant, offset, limit).stream().map(Eraser::record).toList());
  }

  private static ErasureRecord record(ErasureRow row) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Json.readObject(row.counts())
        .forEach((table, count) -> counts.put(table, count instanceof Long value ? value : 0L));
    return new ErasureRecord(
        row.pseudonym(), row.actor(), row.reason(), row.erasedAt(), counts, false);
  }

  private void inTransaction(Consumer<UnitOfWork> work) {
    runtime.transaction(
        unit -> {
          work.accept(unit);
          return unit;
        });
  }

  private void items(Run run) {
    UUID last = FIRST;
    while (true) {
      UUID after = last;
      List<UUID> some =
          runtime.transaction(unit -> unit.store().itemsAfter(run.tenant, after, SOME));
      if (some.isEmpty()) {
        return;
      }
      for (UUID item : runtime.transaction(unit -> naming(unit.store(), run, some))) {
        run.count(runtime.transaction(unit -> item(unit, run, item)));
      }
      last = some.get(some.size() - 1);
    }
  }

  /** Those of some work items that name the person. */
  private Set<UUID> naming(StoreMapper store, Run run, List<UUID> items) {
    Set<UUID> naming = new LinkedHashSet<>();
    for (Column column : OF_ITEMS) {
      store.textsOfItems(
          column.table,
          column.name,
          items,
          row -> {
            UUID item = row.getResultObject().itemKey();
            String text = row.getResultObject().text();
            if (!naming.contains(item) && !column.rule.apply(run.texts, text).equals(text)) {
              naming.add(item);
            }
          });
    }
    for (UUID item : items) {
      if (!naming.contains(item) && !engineTexts(store, run, item).counts().isEmpty()) {
        naming.add(item);
      }
    }
    return naming;
  }

  private HistoryTexts engineTexts(StoreMapper store, Run run, UUID item) {
    UnaryOperator<String> change = run.texts::text;
    return runtime.texts(store.instancesOf(List.of(item)), change);
  }

  /** Changes one work item under its lock; gives how many values, by table. */
  private Map<String, Long> item(UnitOfWork unit, Run run, UUID item) {
    StoreMapper store = unit.store();
    Map<String, Long> counts = new LinkedHashMap<>();
    if (store.lockItemByKey(item) == null) {
      return counts; // deleted meanwhile
    }
    List<Change> changes = new ArrayList<>();
    for (Column column : OF_ITEMS) {
      Set<String> seen = new HashSet<>();
      store.textsOfItems(
          column.table,
          column.name,
          List.of(item),
          row -> {
            String before = row.getResultObject().text();
            String now = column.rule.apply(run.texts, before);
            if (!now.equals(before)) {
              counts.merge(column.table, 1L, Long::sum);
              if (seen.add(before)) {
                changes.add(new Change(column, before, now));
              }
            }
          });
    }
    HistoryTexts engine = engineTexts(store, run, item);
    engine.counts().forEach((table, count) -> counts.merge(table, count, Long::sum));
    if (!run.dry) {
      unit.write(
          written -> {
            changes.forEach(change -> change.write(written, item));
            engine.write().run();
          });
    }
    return counts;
  }

  private record Change(Column column, String before, String now) {

    void write(StoreMapper store, UUID item) {
      String fitting = fitting(column, now);
      if (column.table.equals("MR_LINK") && column.name.equals("TARGET")) {
        store.dropSameLinks(item, before, fitting);
      }
      store.changeTextOfItem(column.table, column.name, item, before, fitting);
    }
  }

  /** Names have columns of limited width, and a pseudonym may be longer than what it stands for. */
  private static String fitting(Column column, String text) {
    boolean isName =
        !Set.of("TITLE", "DESCRIPTION", "FACTS", "NOTE", "DATA", "FAILURE", "REASON", "RECEIPT")
                .contains(column.name)
            && !column.table.equals("MR_DECISION");
    return isName ? StorableText.of(text, Limits.NAME) : text;
  }

  private void tenant(Run run, Column column) {
    Map<String, Long> counts =
        runtime.transaction(
            unit -> {
              StoreMapper store = unit.store();
              Map<String, Long> found = new LinkedHashMap<>();
              for (String before : store.textsOfTenant(column.table, column.name, run.tenant)) {
                String now = fitting(column, column.rule.apply(run.texts, before));
                if (!now.equals(before)) {
                  long count =
                      store.countTextOfTenant(column.table, column.name, run.tenant, before);
                  found.merge(column.table, count, Long::sum);
                  if (!run.dry) {
                    unit.write(
                        written ->
                            written.changeTextOfTenant(
                                column.table, column.name, run.tenant, before, now));
                  }
                }
              }
              return found;
            });
    run.count(counts);
  }

  private void archive(Run run) {
    if (archive == null) {
      return;
    }
    try {
      long documents = archive.erase(run.texts.inArchive(run.tenant, run.dry));
      if (documents > 0) {
        run.counts.put(ARCHIVE, documents);
      }
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new EngineException(
          "Expected the archive to erase a person, but it failed: "
              + FailureText.of(e, LONGEST_FAILURE),
          "mend the archive, and run the erasure again with the pseudonym '"
              + run.pseudonym()
              + "': the database is done",
          e);
    }
  }
}
