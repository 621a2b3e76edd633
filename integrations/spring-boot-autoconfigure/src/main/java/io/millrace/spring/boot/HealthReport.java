// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.EngineStatus;
import io.millrace.engine.EngineStatus.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How Millrace is doing, in the terms of a health check: what each line of Spring Boot turns into
 * its own type. Unhealthy is what keeps work from going on: due work that waits for too long, or a
 * clock that is wrong. Parked events and failures wait for a person; they are told, and leave the
 * health as it is. Immutable.
 *
 * @param healthy whether work goes on
 * @param details what there is to tell, by name
 */
public record HealthReport(boolean healthy, Map<String, Object> details) {

  /** Copies the details. */
  public HealthReport {
    details = Map.copyOf(details);
  }

  /**
   * Judges a status.
   *
   * @param longestWait how long due work may wait
   */
  public static HealthReport of(EngineStatus status, Duration longestWait) {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean late = false;
    Map<String, Waiting> queues =
        Map.of("timers", status.timers(), "steps", status.steps(), "events", status.events());
    for (Map.Entry<String, Waiting> queue : queues.entrySet()) {
      Duration age = queue.getValue().age(status.at());
      details.put(queue.getKey() + ".due", queue.getValue().count());
      details.put(queue.getKey() + ".oldestSeconds", age.toSeconds());
      late |= age.compareTo(longestWait) > 0;
    }
    details.put("events.parked", status.parkedEvents());
    details.put("events.held", status.heldEvents());
    details.put("failures", status.failures());
    details.put("lateFacts", status.lateFacts());
    details.put("stalledSinks", status.stalledSinks());
    details.put("clocksAgree", status.clocksAgree());
    details.put("policies", status.policies().toString());
    return new HealthReport(!late && status.clocksAgree(), details);
  }
}
