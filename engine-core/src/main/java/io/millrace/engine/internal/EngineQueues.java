// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.EngineStatus.Waiting;
import java.time.Instant;
import java.util.Set;

/** What the process engine has yet to do, for all tenants. Called inside a transaction. */
public interface EngineQueues {

  /** The timers that are due. */
  Waiting timers(Instant now);

  /** The automated steps of some handlers that nobody is at work on. */
  Waiting steps(Set<String> handlers, Instant now);

  /** How many automated steps and timers were given up. */
  long givenUp();
}
