// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.ActivationRecord;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.PackActivation;
import io.millrace.engine.PackRecord;
import io.millrace.engine.Page;
import io.millrace.engine.Policies;
import io.millrace.engine.internal.packs.ActivationLog;
import io.millrace.engine.internal.packs.PackKey;
import io.millrace.engine.internal.store.ActivationRow;
import io.millrace.engine.internal.store.PackRow;
import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy packs of the caller's tenant. */
final class DefaultPolicies implements Policies {
  private final Caller caller;
  private final ProcessRuntime runtime;
  private final PackDesk desk;

  DefaultPolicies(Caller caller, ProcessRuntime runtime, PackDesk desk) {
    this.caller = caller;
    this.runtime = runtime;
    this.desk = desk;
  }

  /** What a command without fields of its own asks for, to be told from others. */
  private record GoingBack(String how, String reason) {}

  @Override
  public PackRef add(PackSource pack) {
    refuseInHostTransaction();
    Limits.name("actor who adds a pack", caller.actor());
    Optional<PackRow> known = desk.store().findByDigest(caller.tenant(), pack.digest());
    PackRow stored = known.isPresent() ? known.get() : store(pack);
    return PackKey.of(stored).ref();
  }

  /** All nodes keep in memory which pack decides. */
  private void refuseInHostTransaction() {
    runtime.refuseInHostTransaction("policy packs to be changed");
  }

  private PackRow store(PackSource source) {
    PackRef loaded;
    try (PolicyPack pack = desk.assembler().assemble(source)) {
      loaded = pack.ref();
    }
    Limits.name("id of the pack", loaded.id());
    Limits.name("version of the pack", loaded.version());
    byte[] zip = source.toZip();
    return desk.store()
        .add(
            new PackRow(
                caller.tenant(),
                loaded.id(),
                loaded.version(),
                source.digest(),
                zip.length,
                desk.now().get(),
                caller.actor()),
            zip);
  }

  @Override
  public ActivationRecord activate(PackActivation request) {
    ActivationLog.Request asked =
        asked(request.reason(), request.commandId(), Fingerprint.of(request));
    Optional<ActivationRow> earlier = desk.log().findEarlier(asked);
    if (earlier.isPresent()) {
      return takenOn(earlier.get());
    }
    Instant from = notPast(request);
    PackKey key = PackKey.of(require(request.pack(), request.version()));
    return desk.active()
        .whileLoaded(
            key,
            (source, pack) -> {
              refuseFailures(key, source, pack);
              return takenOn(desk.log().activate(asked, key, from));
            });
  }

  private @Nullable Instant notPast(PackActivation request) {
    Instant from = request.effectiveFrom();
    if (from == null) {
      return null;
    }
    Instant now = desk.now().get();
    Instant kept = from.truncatedTo(ChronoUnit.MILLIS);
    if (kept.isBefore(now)) {
      throw new InvalidInputException(
          "Expected pack '"
              + request.pack()
              + " "
              + request.version()
              + "' to take effect at "
              + now
              + " or later, but it was to at "
              + kept
              + ".",
          "leave the instant out to activate it at once");
    }
    return kept;
  }

  private PackRow require(String id, String version) {
    String name = id + " " + version;
    return desk.store()
        .find(caller.tenant(), id, version)
        .orElseThrow(
            () ->
                new NotFoundException(
                    name,
                    "Expected pack '" + name + "' to be there, but the tenant has none.",
                    "add it first, or take id and version from packs()"));
  }

  private void refuseFailures(PackKey key, PackSource source, PolicyPack pack) {
    List<PackProblem> failures = desk.gate().failures(source, pack);
    if (!failures.isEmpty()) {
      String name = key.id() + " " + key.version();
      throw new PackLoadException("the pack '" + name + "' with its scenarios", failures);
    }
  }

  @Override
  public ActivationRecord rollback(String reason, @Nullable String commandId) {
    GoingBack what = new GoingBack("rollback", reason);
    ActivationLog.Request asked = asked(reason, commandId, Fingerprint.of(what));
    Optional<ActivationRecord> done = desk.log().findEarlier(asked).map(this::takenOn);
    while (done.isEmpty()) { // again only if somebody else changed the history meanwhile
      done = rollBack(asked, desk.log().target(caller.tenant()));
    }
    return done.get();
  }

  /** The scenarios of the pack before passed in its time: they do not hold up an emergency. */
  private Optional<ActivationRecord> rollBack(
      ActivationLog.Request asked, ActivationLog.Target target) {
    PackKey before = target.pack();
    return before == null
        ? desk.log().rollBack(asked, target).map(this::takenOn)
        : desk.active()
            .whileLoaded(
                before, (source, pack) -> desk.log().rollBack(asked, target).map(this::takenOn));
  }

  @Override
  public ActivationRecord deactivate(String reason, @Nullable String commandId) {
    GoingBack what = new GoingBack("deactivate", reason);
    return takenOn(desk.log().deactivate(asked(reason, commandId, Fingerprint.of(what))));
  }

  private ActivationLog.Request asked(
      String reason, @Nullable String commandId, String fingerprint) {
    refuseInHostTransaction();
    Limits.note("reason", reason);
    Limits.name("command id of the request on policy packs", commandId);
    Limits.name("actor who changes policy packs", caller.actor());
    return new ActivationLog.Request(caller, reason, commandId, fingerprint);
  }

  private ActivationRecord takenOn(ActivationRow row) {
    desk.active().changed(caller.tenant());
    return row.toRecord();
  }

  @Override
  public PackRef active() {
    return desk.active().findServing(caller.tenant()).map(PackKey::ref).orElseGet(this::base);
  }

  @Override
  public PackRef activeAt(Instant instant) {
    PackRef pack =
        desk.log().findAt(caller.tenant(), instant).map(ActivationRow::pack).orElse(null);
    return pack == null ? base() : pack;
  }

  private PackRef base() {
    return desk.active().base();
  }

  @Override
  public Page<ActivationRecord> history(int offset, int limit) {
    Limits.page(offset, limit);
    List<ActivationRecord> entries =
        desk.log().page(caller.tenant(), offset, limit).stream()
            .map(ActivationRow::toRecord)
            .toList();
    return Pages.of(entries, offset, limit, () -> desk.log().count(caller.tenant()));
  }

  @Override
  public Page<PackRecord> packs(int offset, int limit) {
    Limits.page(offset, limit);
    List<PackRecord> entries =
        desk.store().packs(caller.tenant(), offset, limit).stream().map(PackRow::toRecord).toList();
    return Pages.of(entries, offset, limit, () -> desk.store().countPacks(caller.tenant()));
  }

  @Override
  public Optional<PackSource> find(String id, String version) {
    return desk.store()
        .find(caller.tenant(), id, version)
        .map(row -> desk.store().source(PackKey.of(row)));
  }
}
