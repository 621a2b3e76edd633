// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Events;
import io.millrace.engine.Page;
import io.millrace.engine.ParkedEvent;
import io.millrace.engine.SinkStatus;
import io.millrace.engine.SkippedEvent;
import io.millrace.model.Action;
import io.millrace.model.Resource;
import java.util.List;
import java.util.UUID;

/** Asks before deliveries of events are read or changed. */
record GuardedEvents(Guarded<Events> events) implements Events {

  @Override
  public List<SinkStatus> sinks() {
    return events.allowed(Action.READ_EVENTS).sinks();
  }

  @Override
  public Page<ParkedEvent> parked(String sink, int offset, int limit) {
    return allowed(Action.READ_EVENTS, sink).parked(sink, offset, limit);
  }

  @Override
  public void replay(UUID event, String sink) {
    allowed(Action.REPLAY_EVENT, event, sink).replay(event, sink);
  }

  @Override
  public long replayAll(String sink) {
    return allowed(Action.REPLAY_EVENT, sink).replayAll(sink);
  }

  @Override
  public void skip(UUID event, String sink, String reason) {
    allowed(Action.SKIP_EVENT, event, sink).skip(event, sink, reason);
  }

  @Override
  public long discard(String sink, String reason) {
    return allowed(Action.DISCARD_EVENTS, sink).discard(sink, reason);
  }

  @Override
  public Page<SkippedEvent> skipped(int offset, int limit) {
    return events.allowed(Action.READ_EVENTS).skipped(offset, limit);
  }

  private Events allowed(Action action, String sink) {
    return events.allowed(action, Resource.Type.SINK, sink);
  }

  private Events allowed(Action action, UUID event, String sink) {
    return events.allowed(
        action,
        new Resource(Resource.Type.EVENT, event.toString()),
        new Resource(Resource.Type.SINK, sink));
  }
}
