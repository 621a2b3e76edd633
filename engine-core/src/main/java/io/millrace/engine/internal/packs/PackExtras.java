// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.rules.PackLoader;

/** What plugins add to the policies of all tenants. Thread-safe. */
public interface PackExtras {
  /** Nothing. */
  PackExtras NONE =
      new PackExtras() {
        @Override
        public void addTo(PackLoader loader) {}

        @Override
        public boolean isEmpty() {
          return true;
        }
      };

  /** Adds it, above the built-in pack and below the layers that the host gives the builder. */
  void addTo(PackLoader loader);

  /** Whether there is nothing to add. */
  boolean isEmpty();
}
