// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackLoader;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the layers of a policy pack together. Thread-safe; each call gives a pack of its own, which
 * the caller closes.
 */
@FunctionalInterface
public interface PackAssembler {

  /**
   * Loads the layers that all tenants share, with one tenant's layer on top.
   *
   * @param tenant the tenant's layer; null for what all tenants share
   * @throws io.millrace.rules.PackLoadException with every problem of every layer
   */
  PolicyPack assemble(@Nullable PackSource tenant);

  /** The assembler for what the builder was told. */
  static PackAssembler of(PackSettings settings) {
    return of(settings, PackExtras.NONE);
  }

  /**
   * The assembler for what the builder was told and plugins bring.
   *
   * @throws InvalidInputException if the builder was given a pack that takes nothing on
   */
  static PackAssembler of(PackSettings settings, PackExtras extras) {
    Supplier<PolicyPack> ready = settings.ready();
    if (ready != null && !extras.isEmpty()) {
      throw new InvalidInputException(
          "Expected policies that take what plugins bring, but this Millrace is built with a pack"
              + " that is loaded already.",
          "build it with policies(BuiltInOptions), or leave the plugin's policy packs, resolvers"
              + " and pull orders out");
    }
    return ready == null
        ? tenant -> loader(settings, extras, tenant).load()
        : tenant -> ready(ready, tenant);
  }

  private static PackLoader loader(
      PackSettings settings, PackExtras extras, @Nullable PackSource tenant) {
    PackLoader loader = PolicyPacks.loader().tenantRules(settings.tenantRules());
    if (settings.builtIn() != null) {
      loader.builtIn(settings.builtIn());
    }
    extras.addTo(loader);
    settings.hostPacks().forEach(loader::host);
    return tenant == null ? loader : loader.tenant(tenant);
  }

  private static PolicyPack ready(Supplier<PolicyPack> ready, @Nullable PackSource tenant) {
    if (tenant != null) {
      throw new InvalidInputException(
          "Expected to put the pack '"
              + tenant.name()
              + "' on top of the shared policies, but this Millrace was built with a pack that is"
              + " loaded already.",
          "build it with policies(BuiltInOptions) and hostPack(...), which take layers");
    }
    return ready.get();
  }
}
