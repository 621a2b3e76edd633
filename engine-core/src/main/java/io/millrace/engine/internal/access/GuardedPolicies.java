// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.ActivationRecord;
import io.millrace.engine.PackActivation;
import io.millrace.engine.PackRecord;
import io.millrace.engine.Page;
import io.millrace.engine.Policies;
import io.millrace.model.Action;
import io.millrace.model.PackRef;
import io.millrace.model.Resource;
import io.millrace.rules.PackSource;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks before policy packs are read or changed. */
record GuardedPolicies(Guarded<Policies> policies) implements Policies {

  @Override
  public PackRef add(PackSource pack) {
    return policies.allowed(Action.ADD_PACK).add(pack);
  }

  @Override
  public ActivationRecord activate(PackActivation request) {
    return policies
        .allowed(Action.ACTIVATE_PACK, Resource.Type.PACK, request.pack())
        .activate(request);
  }

  @Override
  public ActivationRecord rollback(String reason, @Nullable String commandId) {
    return policies.allowed(Action.ROLL_BACK_PACK).rollback(reason, commandId);
  }

  @Override
  public ActivationRecord deactivate(String reason, @Nullable String commandId) {
    return policies.allowed(Action.DEACTIVATE_PACK).deactivate(reason, commandId);
  }

  @Override
  public PackRef active() {
    return policies.allowed(Action.READ_PACKS).active();
  }

  @Override
  public PackRef activeAt(Instant instant) {
    return policies.allowed(Action.READ_PACKS).activeAt(instant);
  }

  @Override
  public Page<ActivationRecord> history(int offset, int limit) {
    return policies.allowed(Action.READ_PACKS).history(offset, limit);
  }

  @Override
  public Page<PackRecord> packs(int offset, int limit) {
    return policies.allowed(Action.READ_PACKS).packs(offset, limit);
  }

  @Override
  public Optional<PackSource> find(String id, String version) {
    return policies.allowed(Action.READ_PACKS, Resource.Type.PACK, id).find(id, version);
  }
}
