// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.PackAssembler;
import io.millrace.engine.internal.packs.PackSettings;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Assembles packs as production does, and knows which of them are still reachable. Thread-safe. */
public final class RecordedPacks implements PackAssembler {
  private final List<WeakReference<PolicyPack>> assembled = new CopyOnWriteArrayList<>();
  private final PackAssembler assembler;

  /**
   * @param tenantRules whether packs of tenants may hold rules
   */
  public RecordedPacks(boolean tenantRules) {
    assembler =
        PackAssembler.of(
            new PackSettings(null, null, List.of(), tenantRules, Duration.ofSeconds(1), 1));
  }

  /** Every pack that was put together and is still reachable, the base first. */
  public List<PolicyPack> reachable() {
    return assembled.stream().map(WeakReference::get).filter(pack -> pack != null).toList();
  }

  /** How many packs were put together. */
  public int count() {
    return assembled.size();
  }

  @Override
  public PolicyPack assemble(@Nullable PackSource tenant) {
    PolicyPack pack = assembler.assemble(tenant);
    assembled.add(new WeakReference<>(pack));
    return pack;
  }
}
