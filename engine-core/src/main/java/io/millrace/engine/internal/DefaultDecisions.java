// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.DecisionRecord;
import io.millrace.engine.Decisions;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.engine.internal.store.DecisionRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Caller;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PullComparison;
import io.millrace.rules.change.ChangeFacts;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Decisions as one tenant sees them. */
final class DefaultDecisions implements Decisions {
  private final Caller caller;
  private final ProcessRuntime runtime;
  private final ActivePacks packs;
  private final ChangeFacts changeFacts;
  private final DecisionExport export;
  private final Supplier<Instant> now;

  DefaultDecisions(
      Caller caller,
      ProcessRuntime runtime,
      ActivePacks packs,
      ChangeFacts changeFacts,
      BulkReads reads,
      Supplier<Instant> now) {
    this.caller = caller;
    this.runtime = runtime;
    this.packs = packs;
    this.changeFacts = changeFacts;
    this.export = new DecisionExport(reads, caller.tenant());
    this.now = now;
  }

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    return packs.use(caller.tenant(), pack -> pack.decide(point, facts, at));
  }

  @Override
  public List<Decision> decide(List<DecisionPoint> points, Facts facts, Instant at) {
    return packs.use(caller.tenant(), pack -> pack.decide(points, facts, at));
  }

  @Override
  public ChangeVerdict check(ChangeRequest change) {
    String tenant = caller.tenant();
    if (!change.tenant().equals(tenant) && !change.tenant().equals(Caller.DEFAULT_TENANT)) {
      throw new InvalidInputException(
          "Expected the change to be of the caller's tenant '"
              + tenant
              + "', but it is of '"
              + change.tenant()
              + "'.",
          "leave the tenant out, or check it on behalf of a caller of that tenant");
    }
    Instant at = now.get();
    Facts facts = changeFacts.gather(tenant, change.facts(), at); // slow: no pack is held meanwhile
    return ChangeVerdict.of(
        packs.use(tenant, pack -> pack.decide(DecisionPoint.CHANGE_GUARDRAIL, facts, at)));
  }

  @Override
  public PullComparison compare(String oneItem, String otherItem) {
    List<Facts> known =
        runtime.transaction(
            unit -> List.of(known(unit.store(), oneItem), known(unit.store(), otherItem)));
    return packs.use(caller.tenant(), pack -> pack.compare(known.get(0), known.get(1), now.get()));
  }

  private Facts known(StoreMapper store, String id) {
    WorkItemRow item = store.findItem(caller.tenant(), id);
    if (item == null) {
      throw UnitOfWork.unknown(id);
    }
    Map<String, String> answers = new Background(store, item, false).answers();
    return Assessor.inputs(
        Assessor.known(item, facts(store, item.itemKey, item.factsVersion)), answers);
  }

  @Override
  public Optional<DecisionRecord> find(UUID decision) {
    return runtime.transaction(
        unit -> {
          DecisionRow row = unit.store().findDecision(decision);
          WorkItemRow item = row == null ? null : unit.store().findItemByKey(row.itemKey());
          return row == null || item == null || !item.tenant.equals(caller.tenant())
              ? Optional.empty()
              : Optional.of(read(unit.store(), item, row));
        });
  }

  @Override
  public List<DecisionRecord> ofItem(String id) {
    return runtime.transaction(
        unit -> {
          WorkItemRow item = unit.store().findItem(caller.tenant(), id);
          return item == null
              ? List.of()
              : unit.store().decisionsOf(item.itemKey).stream()
                  .map(row -> read(unit.store(), item, row))
                  .toList();
        });
  }

  @Override
  public Explanation explain(UUID id) {
    Decision decision =
        find(id)
            .orElseThrow(
                () ->
                    new NotFoundException(
                        id.toString(),
                        "Expected decision '" + id + "' to be there, but the tenant has none.",
                        "take the id from a receipt or from the decisions of the work item"))
            .decision();
    return packs.explain(caller.tenant(), decision);
  }

  @Override
  public long writeLog(OutputStream out, Instant from, Instant to, LongConsumer progress) {
    return export.write(out, from, to, progress);
  }

  private static DecisionRecord read(StoreMapper store, WorkItemRow item, DecisionRow row) {
    Facts facts = facts(store, row.itemKey(), row.factsVersion());
    Decision decision =
        new Decision(
            new DecisionPoint(row.point()),
            Codec.readTexts(row.outputs()),
            Codec.readReasons(row.reasons()),
            new PackRef(row.packId(), row.packVersion(), row.packDigest()),
            Assessor.inputs(Assessor.known(item, facts), Codec.readTexts(row.context())),
            row.decidedAt());
    return new DecisionRecord(row.decisionKey(), item.id, decision, row.recordedAt());
  }

  private static Facts facts(StoreMapper store, UUID item, int version) {
    String json = store.findFacts(item, version);
    return json == null ? Facts.none() : Codec.readFacts(json);
  }
}
