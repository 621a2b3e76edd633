// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.logs.LogEvent;
import io.millrace.model.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each event of a sorted log asks of an engine. The same plan drives Millrace and, in the
 * benchmarks, its peers. Remembers open incidents only; not thread-safe.
 */
public final class ReplayPlan {
  /** Whatever the policies make of an incident, the log says that it was restored. */
  private static final String STREAM = "restore-live-service";

  private final Mapping mapping;
  private final Map<String, Incident> open = new HashMap<>();

  ReplayPlan(Mapping mapping) {
    this.mapping = mapping;
  }

  /** The plan of a mapping that ships with the replay: {@code servicenow} or {@code xes}. */
  public static ReplayPlan builtIn(String mapping) {
    return new ReplayPlan(MappingReader.builtIn(mapping));
  }

  /** What is submitted when an incident begins. */
  public Demand demand(LogEvent event) {
    Map<String, String> attributes = new HashMap<>(event.attributes());
    List<String> title = new ArrayList<>();
    for (String name : mapping.titleFrom()) {
      String value = attributes.get(name);
      if (value != null) {
        title.add(value);
      }
    }
    attributes.remove(mapping.recordedPriority());
    mapping.notFacts().forEach(attributes::remove);
    Demand.Builder demand =
        Demand.builder(event.itemId()).stream(STREAM)
            .title(String.join(", ", title))
            .occurredAt(event.occurredAt());
    attributes.forEach(demand::fact);
    if (event.group() != null) {
      demand.fact("team", event.group());
    }
    return demand.build();
  }

  /**
   * An incident was submitted.
   *
   * @param team the team that has it now; null if none
   */
  public void opened(LogEvent event, @Nullable String team) {
    open.put(event.itemId(), new Incident(event, mapping, team));
  }

  void opened(LogEvent event, WorkItem submitted) {
    open.put(event.itemId(), new Incident(event, mapping, submitted));
  }

  /** What an event asks for: one of the log's own rows, or the end of an incident. */
  public List<WorkRequest<?>> requests(LogEvent event) {
    Incident incident = incident(event);
    return switch (event.kind()) {
      case OPENED -> List.of();
      case RECORDED -> incident.recorded(event);
      case ENDED -> incident.ended();
    };
  }

  /** The incident is done with. */
  public void forget(LogEvent event) {
    open.remove(event.itemId());
  }

  Incident incident(LogEvent event) {
    return Objects.requireNonNull(open.get(event.itemId()), event.itemId());
  }
}
