// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit.assertj;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractAssert;

/** Assertions about the events of one work item. Not thread-safe. */
public final class EventsAssert extends AbstractAssert<EventsAssert, List<Event>> {
  EventsAssert(List<Event> actual) {
    super(List.copyOf(actual), EventsAssert.class);
  }

  /** The first events are of these types. */
  public EventsAssert begin(EventType... types) {
    List<EventType> first = types().subList(0, Math.min(types.length, actual.size()));
    if (!first.equals(List.of(types))) {
      failWithMessage("Expected the events to begin %s, but got %s.", List.of(types), types());
    }
    return this;
  }

  /** Events of these types came in this order, whatever came in between. */
  public EventsAssert tellInOrder(EventType... types) {
    List<EventType> left = new ArrayList<>(List.of(types));
    for (EventType type : types()) {
      if (!left.isEmpty() && left.get(0) == type) {
        left.remove(0);
      }
    }
    if (!left.isEmpty()) {
      failWithMessage(
          "Expected %s in order, but after %s of them none followed of type %s: %s.",
          List.of(types), types.length - left.size(), left.get(0), types());
    }
    return this;
  }

  /** No event of this type came. */
  public EventsAssert tellNothingOf(EventType type) {
    if (types().contains(type)) {
      failWithMessage("Expected no %s, but got %s.", type, types());
    }
    return this;
  }

  /** Every event came, in order and once: 1, 2, 3 and so on. */
  public EventsAssert areWhole() {
    List<Long> found = actual.stream().map(Event::sequence).toList();
    List<Long> wanted = LongStream.rangeClosed(1, actual.size()).boxed().toList();
    if (!found.equals(wanted)) {
      failWithMessage("Expected the events 1 to %s in order, but got %s.", actual.size(), found);
    }
    return this;
  }

  private List<EventType> types() {
    return actual.stream().map(Event::type).toList();
  }
}
