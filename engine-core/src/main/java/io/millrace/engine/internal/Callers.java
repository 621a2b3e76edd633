// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.CallerSource;
import org.jspecify.annotations.Nullable;

/** Who calls: what the host's port says of the current thread. Thread-safe. */
final class Callers {
  private final @Nullable CallerSource source;

  Callers(@Nullable CallerSource source) {
    this.source = source;
  }

  Caller current() {
    if (source == null) {
      throw new InvalidInputException(
          "Expected a plugin to say who calls, but none brings a caller source.",
          "bring one, or call as(caller)");
    }
    Caller caller = source.current();
    if (caller == null) {
      throw new InvalidInputException(
          "Expected the caller source to say who calls, but it gave nobody.",
          "let it throw if nobody is signed in, or call as(caller)");
    }
    return caller;
  }
}
