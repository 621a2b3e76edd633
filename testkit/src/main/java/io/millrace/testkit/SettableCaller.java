// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Caller;
import io.millrace.plugin.port.CallerSource;
import org.jspecify.annotations.Nullable;

/** A caller source for which a test signs somebody in, for all threads. Thread-safe. */
public final class SettableCaller implements CallerSource {
  private volatile @Nullable Caller caller;

  /** A source with nobody signed in. */
  public SettableCaller() {}

  /** Signs somebody in from now on. */
  public void signIn(String tenant, String actor) {
    caller = new Caller(tenant, actor);
  }

  /** Signs everybody out. */
  public void signOut() {
    caller = null;
  }

  @Override
  public Caller current() {
    Caller current = caller;
    if (current == null) {
      throw new IllegalStateException("nobody is signed in");
    }
    return current;
  }
}
