// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.guide;

import io.millrace.rules.PackLoader;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.util.HashMap;
import java.util.Map;

/**
 * The example packs, each loaded once. {@code service-desk+night-shift} is the second as a tenant's
 * layer on top of the first. For one thread.
 */
final class ExamplePacks implements AutoCloseable {
  private static final String BUILT_IN = "built-in";

  private final Map<String, PolicyPack> loaded = new HashMap<>();

  PolicyPack pack(String name) {
    return loaded.computeIfAbsent(name, ExamplePacks::load);
  }

  /** Loads a pack that the caller closes. */
  static PolicyPack load(String name) {
    if (name.equals(BUILT_IN)) {
      return PolicyPacks.builtIn();
    }
    PackLoader loader = PolicyPacks.loader();
    String[] layers = name.split("\\+");
    loader.host(source(layers[0]));
    for (int i = 1; i < layers.length; i++) {
      loader.tenant(source(layers[i]));
    }
    return loader.load();
  }

  static PackSource source(String name) {
    return PackSource.read(Docs.EXAMPLES.resolve(name));
  }

  @Override
  public void close() {
    loaded.values().forEach(PolicyPack::close);
    loaded.clear();
  }
}
