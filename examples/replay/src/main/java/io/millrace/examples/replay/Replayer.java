package io.millrace.examples.replay;

import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.WorkRequest;
import io.millrace.logs.LogEvent;
import io.millrace.logs.SortedLog;
import io.millrace.model.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Hands a sorted log to the engine, line by line. Every operation carries an id made of its place
 * in the log, so that a replay that starts over does nothing twice. Only open incidents are in
 * memory.
 */
final class Replayer {
  private final Operations desk;
  private final ReplayClock clock;
  private final Mapping mapping;
  private final Tally tally;
  private final ProgressDisplay progress;
  private final Map<String, Incident> open = new HashMap<>();

  Replayer(
      Operations desk, ReplayClock clock, Mapping mapping, Tally tally, ProgressDisplay progress) {
    this.desk = desk;
    this.clock = clock;
    this.mapping = mapping;
    this.tally = tally;
    this.progress = progress;
  }

  void replay(SortedLog log) {
    for (LogEvent event : log) {
      if (Thread.currentThread().isInterrupted()) {
        throw new ReplayStoppedException(
            "Stopped after "
                + event.position()
                + " of "
                + log.size()
                + " events.\nMaybe start it again with the same options: it goes on from there.");
      }
      clock.moveTo(event.occurredAt());
      switch (event.kind()) {
        case OPENED -> opened(event);
        case RECORDED -> recorded(event);
        case ENDED -> ended(event);
      }
      progress.step(event.position() + 1);
    }
  }

  private void opened(LogEvent event) {
    Receipt receipt = desk.intake().submit(demand(event));
    open.put(event.itemId(), new Incident(event, mapping, receipt.item()));
  }

  private Demand demand(LogEvent event) {
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
        Demand.builder(event.itemId())
            .title(String.join(", ", title))
            .occurredAt(event.occurredAt());
    attributes.forEach(demand::fact);
    if (event.group() != null) {
      demand.fact("team", event.group());
    }
    return demand.build();
  }

  private void recorded(LogEvent event) {
    tally.recorded(event);
    Incident incident = incident(event);
    perform(event, incident, incident.recorded(event));
  }

  private void ended(LogEvent event) {
    Incident incident = incident(event);
    List<WorkRequest<?>> requests = incident.ended();
    perform(event, incident, requests);
    tally.ended(event, incident, !requests.isEmpty());
    open.remove(event.itemId());
  }

  private Incident incident(LogEvent event) {
    return Objects.requireNonNull(open.get(event.itemId()), event.itemId());
  }

  private void perform(LogEvent event, Incident incident, List<WorkRequest<?>> requests) {
    if (requests.isEmpty()) {
      return;
    }
    List<WorkRequest<?>> stamped = new ArrayList<>(requests.size());
    for (WorkRequest<?> request : requests) {
      stamped.add(request.commandId(event.position() + "/" + stamped.size()));
    }
    List<Receipt> receipts = desk.work().performAll(stamped);
    incident.check(receipts.get(receipts.size() - 1).item());
  }
}
