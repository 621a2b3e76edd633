// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.logs.LogEvent;
import io.millrace.logs.SortedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands a sorted log to the engine, line by line. Every operation carries an id made of its place
 * in the log, so that a replay that starts over does nothing twice. Only open incidents are in
 * memory.
 */
final class Replayer {
  private final Operations desk;
  private final ReplayClock clock;
  private final ReplayPlan plan;
  private final Tally tally;
  private final HeapWatch heap;
  private final ProgressDisplay progress;
  private final StopSignal stop;
  private final int batch;

  Replayer(
      Operations desk,
      ReplayClock clock,
      ReplayPlan plan,
      Tally tally,
      HeapWatch heap,
      ProgressDisplay progress,
      StopSignal stop,
      int batch) {
    this.desk = desk;
    this.clock = clock;
    this.plan = plan;
    this.tally = tally;
    this.heap = heap;
    this.progress = progress;
    this.stop = stop;
    this.batch = batch;
  }

  void replay(SortedLog log) {
    List<LogEvent> window = new ArrayList<>(batch);
    for (LogEvent event : log) {
      window.add(event);
      if (window.size() == batch) {
        replay(window);
        window.clear();
        stopIfAsked(log, event);
      }
    }
    if (!window.isEmpty()) {
      replay(window);
    }
  }

  private void stopIfAsked(SortedLog log, LogEvent last) {
    if (stop.asked()) {
      throw new ReplayStoppedException(
          "Stopped after "
              + (last.position() + 1)
              + " of "
              + log.size()
              + " events.\nMaybe start it again with the same options: it goes on from there.");
    }
  }

  /**
   * Two transactions: what opens, then everything else. Incidents do not wait for one another, so
   * within a window only the order of each incident's own events matters.
   */
  private void replay(List<LogEvent> window) {
    LogEvent last = window.get(window.size() - 1);
    clock.moveTo(last.occurredAt());
    submit(window);
    List<WorkRequest<?>> requests = new ArrayList<>();
    Set<Incident> touched = new LinkedHashSet<>();
    List<Ended> ended = new ArrayList<>();
    for (LogEvent event : window) {
      switch (event.kind()) {
        case OPENED -> {}
        case RECORDED -> {
          tally.recorded(event);
          Incident incident = plan.incident(event);
          stamp(event, incident.recorded(event), requests);
          touched.add(incident);
        }
        case ENDED -> {
          Incident incident = plan.incident(event);
          List<WorkRequest<?>> closing = incident.ended();
          stamp(event, closing, requests);
          touched.add(incident);
          ended.add(new Ended(event, incident, !closing.isEmpty()));
        }
      }
    }
    perform(requests, touched);
    for (Ended one : ended) {
      tally.ended(one.event(), one.incident(), one.closedHere());
      plan.forget(one.event());
    }
    heap.look();
    progress.step(last.position() + 1);
  }

  private record Ended(LogEvent event, Incident incident, boolean closedHere) {}

  private void submit(List<LogEvent> window) {
    List<LogEvent> opened =
        window.stream().filter(event -> event.kind() == LogEvent.Kind.OPENED).toList();
    if (opened.isEmpty()) {
      return;
    }
    List<Receipt> receipts = desk.intake().submitAll(opened.stream().map(plan::demand).toList());
    for (int i = 0; i < opened.size(); i++) {
      LogEvent event = opened.get(i);
      plan.opened(event, receipts.get(i).item());
    }
  }

  private static void stamp(
      LogEvent event, List<WorkRequest<?>> asked, List<WorkRequest<?>> requests) {
    int number = 0;
    for (WorkRequest<?> request : asked) {
      requests.add(
          request.occurredAt(event.occurredAt()).commandId(event.position() + "/" + number++));
    }
  }

  private void perform(List<WorkRequest<?>> requests, Set<Incident> touched) {
    if (requests.isEmpty()) {
      return;
    }
    Map<String, WorkItem> latest = new HashMap<>();
    for (Receipt receipt : desk.work().performAll(requests)) {
      latest.put(receipt.item().id(), receipt.item());
    }
    for (Incident incident : touched) {
      WorkItem item = latest.get(incident.id());
      if (item != null) {
        incident.check(item);
      }
    }
  }
}
