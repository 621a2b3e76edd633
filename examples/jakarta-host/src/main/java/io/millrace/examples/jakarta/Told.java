// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.jakarta;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hears of what was committed. */
@ApplicationScoped
public class Told {
  private final Set<String> submitted = ConcurrentHashMap.newKeySet();

  void submitted(@Observes Event event) {
    if (event.type() == EventType.WORK_ITEM_SUBMITTED) {
      submitted.add(event.item());
    }
  }

  /** Whether it heard of a work item. */
  public boolean of(String id) {
    return submitted.contains(id);
  }
}
