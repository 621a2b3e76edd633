// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one event sink has yet to take of one tenant's events. Immutable.
 *
 * @param name the name under which a plugin brought the sink
 * @param here whether this Millrace has the sink; if no node has it any more, its events wait until
 *     it comes back or they are {@linkplain Events#discard discarded}
 * @param stalled whether the sink still has not returned from a call on this node that was cut off:
 *     until it does, this node does not call it
 * @param due how many events are to be delivered, those that wait for another try included
 * @param parked how many events were refused too often
 * @param held how many events wait behind one of their work item that was refused or parked
 * @param oldestDue when the oldest of the due events was recorded; null if none is due
 */
public record SinkStatus(
    String name,
    boolean here,
    boolean stalled,
    long due,
    long parked,
    long held,
    @Nullable Instant oldestDue) {}
