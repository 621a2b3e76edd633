// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit.assertj;

import io.millrace.engine.Receipt;
import io.millrace.engine.WorkItem;
import io.millrace.event.Event;
import io.millrace.model.Decision;
import java.util.List;

/**
 * Where assertions about Millrace begin. Import it statically, beside AssertJ's own.
 *
 * <pre>{@code
 * assertThat(receipt).hasState(WorkItemState.OPEN).waitsAt("register").hasPriority("2 - High");
 * assertThat(decision).hasOutput("kind", "INCIDENT").isBecause("it speaks of an outage");
 * assertThatEvents(sink.ofItem("acme", "INC-1")).begin(EventType.WORK_ITEM_SUBMITTED);
 * }</pre>
 */
public final class MillraceAssertions {
  private MillraceAssertions() {}

  /** About a work item. */
  public static WorkItemAssert assertThat(WorkItem item) {
    return new WorkItemAssert(item);
  }

  /** About the work item of a receipt. */
  public static WorkItemAssert assertThat(Receipt receipt) {
    return new WorkItemAssert(receipt.item());
  }

  /** About a decision. */
  public static DecisionAssert assertThat(Decision decision) {
    return new DecisionAssert(decision);
  }

  /** About the events of one work item, in the order of their delivery. */
  public static EventsAssert assertThatEvents(List<Event> events) {
    return new EventsAssert(events);
  }
}
