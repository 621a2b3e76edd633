// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.rules.PackLoader;
import java.util.List;
import java.util.function.Consumer;

/**
 * What plugins add to the policies of all tenants. Immutable.
 *
 * @param additions add one thing each, above the built-in pack and below the layers that the host
 *     gives the builder
 */
public record PackExtras(List<Consumer<PackLoader>> additions) {
  /** Nothing. */
  public static final PackExtras NONE = new PackExtras(List.of());

  /** Copies the additions. */
  public PackExtras {
    additions = List.copyOf(additions);
  }

  void addTo(PackLoader loader) {
    additions.forEach(one -> one.accept(loader));
  }

  boolean isEmpty() {
    return additions.isEmpty();
  }
}
