// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.MigrationFinding;
import io.millrace.engine.Stamp;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.RunningInstance;
import io.millrace.engine.internal.streams.EngineMigration;
import io.millrace.engine.internal.streams.Refusal;
import io.millrace.engine.internal.streams.VersionMove;
import io.millrace.event.EventType;
import io.millrace.model.Caller;
import io.millrace.model.Facts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Moves one running instance to another version of its stream, in a transaction. A dry run does the
 * same and rolls it back, so that both find the same. Thread-safe.
 */
final class InstanceMove {
  private final Caller caller;
  private final StreamDesk desk;
  private final StreamVersion to;
  private final StreamRegistry.Installed target;
  private final Map<String, String> values;

  /**
   * @param target the version to move to
   * @param values for variables that are lacking
   */
  InstanceMove(
      Caller caller,
      StreamDesk desk,
      StreamVersion to,
      StreamRegistry.Installed target,
      Map<String, String> values) {
    this.caller = caller;
    this.desk = desk;
    this.to = to;
    this.target = target;
    this.values = values;
  }

  /** Ends a transaction that is not to be committed. */
  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never leaves this class
    private final List<MigrationFinding> findings;

    Undone(List<MigrationFinding> findings) {
      super("rolled back on purpose", null, false, false);
      this.findings = findings;
    }
  }

  /** What there is to say of the instance; empty if it ended or moved meanwhile. */
  Optional<List<MigrationFinding>> move(RunningInstance instance, VersionMove move, boolean dry) {
    try {
      return desk.runtime().transaction(unit -> move(unit, instance, move, dry));
    } catch (Undone undone) {
      return Optional.of(undone.findings);
    }
  }

  private Optional<List<MigrationFinding>> move(
      UnitOfWork unit, RunningInstance instance, VersionMove move, boolean dry) {
    String id = instance.engineId();
    ItemWork item = unit.lock(caller.tenant(), instance.item());
    if (!instance.digest().equals(unit.store().digestOfRunning(id))) {
      return Optional.empty();
    }
    EngineMigration engine = move.engine();
    Collection<String> places = engine.places(id);
    Map<String, String> present = engine.variables(id);
    Map<String, String> added = lacking(unit, item, move, present);
    Set<String> known = new TreeSet<>(present.keySet());
    known.addAll(added.keySet());
    List<MigrationFinding> findings = move.judge(instance.item(), places, known);
    if (!findings.isEmpty()) {
      throw new Undone(findings);
    }
    List<Refusal> refusals = engine.move(id, added);
    if (!refusals.isEmpty()) {
      throw new Undone(move.refused(instance.item(), refusals));
    }
    record(unit, item, id, move);
    List<MigrationFinding> moves = List.of(move.moves(instance.item()));
    if (dry) {
      throw new Undone(moves);
    }
    return Optional.of(moves);
  }

  /** What the other version mentions and the instance lacks, as far as anybody knows it. */
  private Map<String, String> lacking(
      UnitOfWork unit, ItemWork item, VersionMove move, Map<String, String> present) {
    Map<String, String> added = new LinkedHashMap<>(values);
    new Background(unit.store(), item.row(), false).answers().forEach(added::put);
    present.forEach(
        (variable, value) -> {
          int end = variable.lastIndexOf(Step.RESULT_SUFFIX);
          if (end > 0) {
            String step = move.target(variable.substring(0, end));
            added.put(step + Step.RESULT_SUFFIX, value);
          }
        });
    added.keySet().removeIf(name -> present.containsKey(name) || !target.mentions(name));
    return added;
  }

  private void record(UnitOfWork unit, ItemWork item, String instance, VersionMove move) {
    String definition = target.definition();
    String note = move.from().label() + " -> " + to.label();
    item.begin(caller.actor(), Stamp.NOW);
    item.happened(
        EventType.WORK_ITEM_MIGRATED,
        Facts.builder()
            .put("actor", caller.actor())
            .put("stream", to.stream())
            .put("from", move.from().label())
            .put("to", to.label())
            .build());
    for (RunRow run : List.copyOf(item.runs().open())) {
      if (run.engineInstance.equals(instance)) {
        String step = move.target(run.step);
        String renamed = step.equals(run.step) ? note : note + ", " + run.step + " -> " + step;
        run.step = step;
        run.definition = definition;
        item.runs().move(run, run.state, EventType.STEP_MIGRATED, renamed);
        unit.write(store -> store.moveRun(run));
      }
    }
    unit.write(store -> store.moveInstance(instance, to.digest()));
  }
}
