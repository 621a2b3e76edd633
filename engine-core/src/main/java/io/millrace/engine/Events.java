// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;
import java.util.UUID;

/**
 * The deliveries of one tenant's events to {@linkplain io.millrace.plugin.port.EventSink event
 * sinks}: what waits, what was parked, and what is to become of it. Thread-safe; it neither shows
 * nor changes what other tenants have.
 *
 * <p>An event is due until a sink takes it. A refused one is tried again after a pause that grows;
 * one that was refused too often ({@link MillraceBuilder#sinkAttempts}) is parked. Meanwhile the
 * later events of its work item are held for that sink, so that their order is kept; other work
 * items and other sinks go on.
 */
public interface Events {

  /** Every sink that this Millrace has or that has events of the tenant to take, by name. */
  List<SinkStatus> sinks();

  /** The first 50 parked events of a sink. */
  default Page<ParkedEvent> parked(String sink) {
    return parked(sink, 0, 50);
  }

  /**
   * The events that a sink refused too often, the oldest first.
   *
   * @param offset how many events to leave out, at least 0
   * @param limit how many events at most, from 1 to {@link WorklistQuery#MAX_LIMIT}
   * @throws NotFoundException if {@link #sinks} has no sink of that name
   */
  Page<ParkedEvent> parked(String sink, int offset, int limit);

  /**
   * Has a parked event delivered again, soon; those behind it follow. Its attempts count from 0
   * again. An event that is due already is left as it is.
   *
   * @throws NotFoundException if the sink has no such event to take
   * @throws InvalidStateException if it is held behind another one
   */
  void replay(UUID event, String sink);

  /**
   * Has everything delivered again that is parked for a sink, as after an outage.
   *
   * @return how many events there were
   * @throws NotFoundException if {@link #sinks} has no sink of that name
   */
  long replayAll(String sink);

  /**
   * Gives a parked event up for one sink, which is recorded; those behind it follow. It cannot be
   * undone.
   *
   * @param reason why, for people to read
   * @throws NotFoundException if the sink has no such event to take
   * @throws InvalidStateException if it is not parked
   */
  void skip(UUID event, String sink, String reason);

  /**
   * Gives everything up that waits for a sink which no plugin brings any more. Each event is
   * recorded as skipped. It cannot be undone.
   *
   * @param reason why, for people to read
   * @return how many events there were
   * @throws NotFoundException if nothing of the tenant waits for a sink of that name
   * @throws InvalidStateException if this Millrace has the sink
   */
  long discard(String sink, String reason);

  /** The latest 50 events that were skipped or discarded. */
  default Page<SkippedEvent> skipped() {
    return skipped(0, 50);
  }

  /**
   * The events that were skipped or discarded, the latest first.
   *
   * @param offset how many events to leave out, at least 0
   * @param limit how many events at most, from 1 to {@link WorklistQuery#MAX_LIMIT}
   */
  Page<SkippedEvent> skipped(int offset, int limit);
}
