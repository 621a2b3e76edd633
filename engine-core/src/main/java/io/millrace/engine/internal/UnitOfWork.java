// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.internal.store.CommandRow;
import io.millrace.engine.internal.store.OutboxRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.Event;
import io.millrace.model.DecisionPoint;
import io.millrace.plugin.port.Participant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Millrace's side of one transaction. Operations change work items through it; the process engine
 * tells it what the process did meanwhile; {@link #flush} writes all of it at the end. Not
 * thread-safe.
 */
public final class UnitOfWork {
  private final StoreMapper store;
  private final Environment env;
  private final Map<UUID, ItemWork> items = new LinkedHashMap<>();
  private final Map<Name, ItemWork> itemsByName = new HashMap<>();
  private final Map<Name, Optional<CommandRow>> commandsRead = new HashMap<>();
  private final Map<Name, CommandRow> newCommands = new LinkedHashMap<>();
  private final List<Consumer<StoreMapper>> writes = new ArrayList<>();
  private final ProcessNews news;
  private final Calls calls;
  private final Cancellation cancellation;
  private @Nullable ItemWork moving;
  private boolean flushing;
  private boolean asksLater;

  UnitOfWork(StoreMapper store, Environment env) {
    this.store = store;
    this.env = env;
    this.news = new ProcessNews(this, env);
    this.calls = new Calls(this, env);
    this.cancellation = new Cancellation(this, env);
  }

  StoreMapper store() {
    return store;
  }

  /** Takes what the process engine has to tell. */
  public ProcessNews news() {
    return news;
  }

  Calls calls() {
    return calls;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  /** Ends instances of a work item that goes on elsewhere: their end means nothing for it. */
  void whileMoving(ItemWork item, Runnable ending) {
    moving = item;
    try {
      ending.run();
    } finally {
      moving = null;
    }
  }

  /**
   * What a transaction leaves to be done after its commit.
   *
   * @param events whether there are events to deliver
   * @param steps whether steps have come that handlers do
   * @param facts whether there are facts to ask for
   */
  public record Left(boolean events, boolean steps, boolean facts) {
    /** Whether there is anything to do. */
    public boolean any() {
      return events || steps || facts;
    }
  }

  /** An id within a tenant. */
  private record Name(String tenant, String id) {}

  /**
   * Locks many work items and looks many commands up, with a few statements for all. Always in the
   * same order, so that two such units never wait for each other. Unknown ones are left out.
   */
  void prefetch(String tenant, Set<String> ids, Set<String> commandIds) {
    if (ids.size() > 1) {
      Map<UUID, List<RunRow>> open = new HashMap<>();
      List<WorkItemRow> rows = store.lockItems(tenant, withCallers(tenant, ids));
      if (!rows.isEmpty()) {
        List<UUID> keys = rows.stream().map(row -> row.itemKey).toList();
        store
            .openRunsOf(keys)
            .forEach(run -> open.computeIfAbsent(run.itemKey, key -> new ArrayList<>()).add(run));
      }
      for (WorkItemRow row : rows) {
        ItemWork item = keep(new ItemWork(store, env, row, false));
        item.runs().know(open.getOrDefault(row.itemKey, new ArrayList<>()));
      }
    }
    if (commandIds.size() > 1) {
      commandIds.forEach(id -> commandsRead.put(new Name(tenant, id), Optional.empty()));
      for (CommandRow row : store.findCommands(tenant, commandIds)) {
        commandsRead.put(new Name(tenant, row.commandId()), Optional.of(row));
      }
    }
  }

  /** Work items, and those for which they do steps: their ids begin the ids of the others. */
  private Set<String> withCallers(String tenant, Set<String> ids) {
    Set<String> all = new TreeSet<>(ids);
    for (String id : ids) {
      WorkItemRow row = id.contains(Calls.SEPARATOR) ? store.findItem(tenant, id) : null;
      while (row != null && row.parentKey != null && row.parentRun != null) {
        row = store.findItemByKey(row.parentKey);
        if (row != null) {
          all.add(row.id);
        }
      }
    }
    return all;
  }

  boolean isMoving(ItemWork item) {
    return item == moving;
  }

  /** The work items of this transaction. */
  Collection<ItemWork> items() {
    return items.values();
  }

  /** Locks a work item of a tenant. */
  ItemWork lock(String tenant, String id) {
    ItemWork known = itemsByName.get(new Name(tenant, id));
    if (known != null) {
      return known;
    }
    WorkItemRow free = store.lockFreeItem(tenant, id);
    WorkItemRow row = free == null ? lockCalled(store.findItem(tenant, id)) : free;
    if (row == null) {
      throw unknown(id);
    }
    return keep(new ItemWork(store, env, row, false));
  }

  /**
   * Locks a work item that does a step, and before it the one whose step it does. Whoever has the
   * one has the other then, so that no two units of work wait for each other: what ends below goes
   * on above, and what is given up above ends below.
   *
   * @param seen as it was read without a lock; null if it is unknown
   */
  private @Nullable WorkItemRow lockCalled(@Nullable WorkItemRow seen) {
    if (seen == null) {
      return null;
    }
    if (seen.parentKey != null && seen.parentRun != null) {
      item(seen.parentKey.toString());
    }
    return store.lockItemByKey(seen.itemKey);
  }

  /** Whether a tenant has a work item of an id. */
  boolean has(String tenant, String id) {
    return itemsByName.containsKey(new Name(tenant, id)) || store.findItem(tenant, id) != null;
  }

  /** Adds a work item that the store does not have yet. */
  ItemWork add(WorkItemRow row) {
    return keep(new ItemWork(store, env, row, true));
  }

  static NotFoundException unknown(String id) {
    return new NotFoundException(
        id,
        "Expected work item '" + id + "' to be there, but the tenant has none of that id.",
        "submit it first, or check the caller's tenant");
  }

  Optional<CommandRow> findCommand(String tenant, String id) {
    Name name = new Name(tenant, id);
    CommandRow recorded = newCommands.get(name);
    if (recorded != null) {
      return Optional.of(recorded);
    }
    return commandsRead.computeIfAbsent(
        name, unread -> Optional.ofNullable(store.findCommand(tenant, id)));
  }

  void record(CommandRow command) {
    newCommands.put(new Name(command.tenant(), command.commandId()), command);
  }

  /**
   * Takes statements that are to run at the end: in between they would break the engine's batch.
   */
  void write(Consumer<StoreMapper> statements) {
    writes.add(statements);
  }

  /** The fact sources are asked about a work item after the commit. */
  void askLater(ItemWork item) {
    asksLater = true;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    write(store -> store.insertLateFacts(item.row().itemKey, now));
  }

  /** Refuses a call that a participant makes: half of what it did would be lost. */
  public UnitOfWork open() {
    if (flushing) {
      throw new InvalidStateException(
          "participant",
          "Expected a participant to leave Millrace alone, but it called it inside the"
              + " transaction.",
          "call it after the commit, from an event sink");
    }
    return this;
  }

  /** The outputs of decisions as process variables: those that the model mentions. */
  static Map<String, Object> variables(
      StreamRegistry.Installed installed, List<Assessor.Answer> answers) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (Assessor.Answer answer : answers) {
      DecisionPoint point = answer.decision().point();
      answer
          .decision()
          .outputs()
          .forEach(
              (name, value) -> {
                if (installed.mentions(point.variable(name))) {
                  variables.put(point.variable(name), value);
                }
              });
    }
    return variables;
  }

  /** The result of a step as a process variable; none if it has no result. */
  static Map<String, Object> variables(Step step, @Nullable String result) {
    return result == null ? Map.of() : Map.of(step.resultVariable(), result);
  }

  /** Known answers as process variables: those that the model mentions. */
  static Map<String, Object> variables(
      StreamRegistry.Installed installed, Map<String, String> answers) {
    Map<String, Object> variables = new LinkedHashMap<>(answers);
    variables.keySet().removeIf(name -> !installed.mentions(name));
    return variables;
  }

  /**
   * Lets the participants take part and writes all rows.
   *
   * @return what there is to do after the commit
   */
  public Left flush() {
    flushing = true;
    List<Event> events = items.values().stream().flatMap(item -> item.events().stream()).toList();
    if (!events.isEmpty()) {
      for (Participant participant : env.participants()) {
        beforeCommit(participant, events);
      }
    }
    items.values().forEach(ItemWork::write);
    ItemRows.write(store, items.values().stream().map(ItemWork::rows).toList());
    items.values().forEach(ItemWork::writeExpiry);
    newCommands.values().forEach(store::insertCommand);
    writes.forEach(write -> write.accept(store));
    env.sinks().forEach(sink -> items.values().forEach(item -> writeEvents(item, sink)));
    return new Left(
        !env.sinks().isEmpty() && !events.isEmpty(),
        items.values().stream().anyMatch(ItemWork::hasStepsToHandle),
        asksLater);
  }

  private static void beforeCommit(Participant participant, List<Event> events) {
    try {
      participant.beforeCommit(events);
    } catch (RuntimeException e) {
      throw new ObjectionException(e);
    }
  }

  private void writeEvents(ItemWork item, String sink) {
    for (Event event : item.events()) {
      store.insertOutbox(OutboxRow.due(event, sink, item.row().itemKey, Codec.write(event.data())));
    }
  }

  ItemWork item(String itemKey) {
    UUID key = UUID.fromString(itemKey);
    ItemWork item = items.get(key);
    if (item == null) {
      WorkItemRow free = store.lockFreeItemByKey(key);
      WorkItemRow row = free == null ? lockCalled(store.findItemByKey(key)) : free;
      if (row == null) {
        throw unknown(itemKey);
      }
      item = keep(new ItemWork(store, env, row, false));
    }
    return item;
  }

  private ItemWork keep(ItemWork item) {
    items.put(item.row().itemKey, item);
    itemsByName.put(new Name(item.row().tenant, item.row().id), item);
    return item;
  }
}
