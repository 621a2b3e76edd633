// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.event.Event;
import java.util.List;

/**
 * Acts inside the transaction of an operation, before it commits.
 *
 * <p>Called on the operation's thread with everything that the operation did, in order. An
 * exception or an error rolls the whole operation back and reaches the caller; where Millrace acts
 * by itself, as for automated steps, it is kept as the reason of the failure. Keep it short: the
 * work item is locked meanwhile. An operation that met a conflict with another one is run again
 * from the start, and the participant with it: what it did the first time was rolled back. Do not
 * call Millrace from here.
 */
@FunctionalInterface
@HostImplements
public interface Participant {

  /** Takes part in the transaction; throwing vetoes the operation. */
  void beforeCommit(List<Event> events);
}
