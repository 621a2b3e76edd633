// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.internal.store.ActivationRow;
import io.millrace.engine.internal.store.PackRow;
import io.millrace.model.PackRef;
import org.jspecify.annotations.Nullable;

/** One stored pack of one tenant; the digest is that of its own files. */
public record PackKey(String tenant, String id, String version, String digest) {

  /** The key of a stored pack. */
  public static PackKey of(PackRow row) {
    return new PackKey(row.tenant(), row.id(), row.version(), row.digest());
  }

  /** The pack that takes effect; null for the base alone. */
  static @Nullable PackKey of(ActivationRow row) {
    PackRef pack = row.pack();
    return pack == null
        ? null
        : new PackKey(row.tenant(), pack.id(), pack.version(), pack.digest());
  }

  /** What the tenant's callers see of it. */
  public PackRef ref() {
    return new PackRef(id, version, digest);
  }
}
