// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackLoader;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What lies below a pack, and how far it is trusted. For one thread. */
final class PackLayers {
  @Option(
      names = "--base",
      paramLabel = "PACK",
      description =
          "a pack of the host below; may be said several times, the lowest first. The lowest may"
              + " be built-in or matrix:NAME")
  private List<String> bases = new ArrayList<>();

  @Option(
      names = "--tenant",
      description = "take the pack as a tenant's, which holds tables and scenarios only")
  private boolean tenant;

  @Option(
      names = "--tenant-rules",
      description = "take the pack as a tenant's that may hold rules, which are then checked")
  private boolean tenantRules;

  /**
   * Loads a pack on its layers; the caller closes it.
   *
   * @throws io.millrace.model.MillraceException if there is none, or it is not good
   */
  PolicyPack load(String pack) {
    List<PackArgument> layers = new ArrayList<>(below());
    layers.add(new PackArgument(pack));
    return load(layers, tenant || tenantRules);
  }

  /** Loads what lies below a pack; null if nothing does, as it is the built-in one. */
  @Nullable PolicyPack loadBelow(String pack) {
    return new PackArgument(pack).isBuiltIn() ? null : load(below(), false);
  }

  private List<PackArgument> below() {
    return bases.stream().map(PackArgument::new).toList();
  }

  private PolicyPack load(List<PackArgument> layers, boolean tenantOnTop) {
    PackLoader loader = PolicyPacks.loader().tenantRules(tenantRules);
    for (int i = 0; i < layers.size(); i++) {
      PackArgument layer = layers.get(i);
      if (i == 0 && layer.isBuiltIn()) {
        loader.builtIn(layer.options());
      } else if (layer.isBuiltIn()) {
        throw new InvalidInputException(
            "Expected a folder, zip or jar above other packs, but got '" + layer.text() + "'.",
            "name it as the first --base, or leave it out");
      } else if (i == layers.size() - 1 && tenantOnTop) {
        loader.tenant(layer.source());
      } else {
        loader.host(layer.source());
      }
    }
    return loader.load();
  }
}
