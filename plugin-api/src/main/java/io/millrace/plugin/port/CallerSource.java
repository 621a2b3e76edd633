// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Caller;

/**
 * Says on whose behalf the current thread acts, so that hosts write {@code millrace.current()}. It
 * reads what the host keeps for the request, such as a security context.
 *
 * <p>Called on the host's own thread, within whatever transaction it has, once for each {@code
 * current()}; has no time budget, and waits for nothing. What it throws reaches the caller of
 * {@code current()}.
 */
@FunctionalInterface
@HostImplements
public interface CallerSource {

  /**
   * The tenant and the actor of the current thread.
   *
   * @throws RuntimeException if nobody is signed in
   */
  Caller current();
}
