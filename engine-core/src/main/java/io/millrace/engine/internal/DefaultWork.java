// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Candidate;
import io.millrace.engine.LinkRecord;
import io.millrace.engine.Page;
import io.millrace.engine.Receipt;
import io.millrace.engine.Transition;
import io.millrace.engine.Work;
import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.engine.WorklistEntry;
import io.millrace.engine.WorklistQuery;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.engine.internal.store.WorklistRow;
import io.millrace.model.Caller;
import io.millrace.model.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Work on behalf of one caller. */
final class DefaultWork implements Work {
  private final Caller caller;
  private final ProcessRuntime runtime;
  private final Performer performer;
  private final Assessor assessor;
  private final Candidates candidates;

  DefaultWork(
      Caller caller,
      ProcessRuntime runtime,
      Performer performer,
      Assessor assessor,
      Candidates candidates) {
    this.caller = caller;
    this.runtime = runtime;
    this.performer = performer;
    this.assessor = assessor;
    this.candidates = candidates;
  }

  @Override
  public Optional<WorkItem> find(String item) {
    return runtime.transaction(
        unit -> {
          WorkItemRow row = unit.store().findItem(caller.tenant(), item);
          return row == null
              ? Optional.empty()
              : Optional.of(ItemWork.view(row, unit.store().openRuns(row.itemKey)));
        });
  }

  @Override
  public Page<WorklistEntry> search(WorklistQuery query) {
    return runtime.transaction(
        unit -> {
          List<WorklistEntry> entries =
              unit.store().worklist(caller.tenant(), query).stream()
                  .map(WorklistRow::toEntry)
                  .toList();
          return Pages.of(
              entries,
              query.offset(),
              query.limit(),
              () -> unit.store().countWorklist(caller.tenant(), query));
        });
  }

  @Override
  public List<Transition> history(String item) {
    return runtime.transaction(
        unit -> {
          WorkItemRow row = unit.store().findItem(caller.tenant(), item);
          return row == null ? List.of() : unit.store().transitions(row.itemKey);
        });
  }

  @Override
  public List<LinkRecord> links(String item) {
    return runtime.transaction(
        unit -> {
          WorkItemRow row = unit.store().findItem(caller.tenant(), item);
          return row == null ? List.of() : unit.store().links(caller.tenant(), row.itemKey);
        });
  }

  @Override
  public Facts facts(String item) {
    return runtime.transaction(
        unit -> {
          WorkItemRow row = unit.store().findItem(caller.tenant(), item);
          String json = row == null ? null : unit.store().findFacts(row.itemKey, row.factsVersion);
          return json == null ? Facts.none() : Codec.readFacts(json);
        });
  }

  @Override
  public List<Candidate> candidates(String item, @Nullable String step) {
    return candidates.of(caller.tenant(), item, step);
  }

  @Override
  public Receipt perform(WorkRequest<?> request) {
    Limits.check(request);
    assessor.prepare(caller.tenant());
    return runtime.transaction(unit -> performer.perform(unit, caller, request));
  }

  @Override
  public List<Receipt> performAll(List<? extends WorkRequest<?>> requests) {
    requests.forEach(Limits::check);
    assessor.prepare(caller.tenant());
    return runtime.transaction(
        unit -> {
          unit.prefetch(caller.tenant(), items(requests), commandIds(requests));
          List<Receipt> receipts = new ArrayList<>(requests.size());
          for (WorkRequest<?> request : requests) {
            receipts.add(performer.perform(unit, caller, request));
          }
          return receipts;
        });
  }

  private static Set<String> items(List<? extends WorkRequest<?>> requests) {
    Set<String> ids = new TreeSet<>();
    requests.forEach(request -> ids.add(request.item()));
    return ids;
  }

  private static Set<String> commandIds(List<? extends WorkRequest<?>> requests) {
    Set<String> ids = new TreeSet<>();
    for (WorkRequest<?> request : requests) {
      String id = request.stamp().commandId();
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }
}
