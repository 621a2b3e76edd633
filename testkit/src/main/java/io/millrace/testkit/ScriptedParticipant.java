// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.plugin.port.Participant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A participant that remembers what it saw and vetoes what a test told it to. Thread-safe. */
public final class ScriptedParticipant implements Participant {
  private final List<List<Event>> calls = new CopyOnWriteArrayList<>();
  private volatile @Nullable EventType vetoed;

  /** Creates one that vetoes nothing. */
  public ScriptedParticipant() {}

  /** Vetoes every operation with an event of this type from now on; null for none. */
  public ScriptedParticipant vetoes(@Nullable EventType type) {
    vetoed = type;
    return this;
  }

  /** The events of each call, in order; also of operations that were rolled back afterwards. */
  public List<List<Event>> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void beforeCommit(List<Event> events) {
    calls.add(List.copyOf(events));
    EventType type = vetoed;
    if (events.stream().anyMatch(event -> event.type() == type)) {
      throw new IllegalStateException("the participant was told to veto " + type);
    }
  }
}
