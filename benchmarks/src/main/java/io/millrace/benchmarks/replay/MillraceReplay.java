// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.replay;

import io.millrace.engine.FlowQuery;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.WorkRequest;
import io.millrace.examples.replay.ReplayPlan;
import io.millrace.examples.replay.ReplayPolicies;
import io.millrace.logs.LogEvent;
import io.millrace.model.Caller;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PriorityMatrices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Millrace through its public API, as the replay does it: command ids and all. */
final class MillraceReplay implements Replayed {
  private final String mapping;
  private final int window;
  private final Millrace millrace;
  private final Operations desk;

  /**
   * @param window how many events of the log go into one transaction
   */
  MillraceReplay(Path file, String mapping, int window) {
    this.mapping = mapping;
    this.window = window;
    String matrix = mapping.equals("servicenow") ? "servicenow" : "default";
    millrace =
        Millrace.builder()
            .h2File(file)
            .timers(false)
            .policies(
                BuiltInOptions.builder()
                    .matrix(PriorityMatrices.named(matrix))
                    .feedbackRate(0)
                    .build())
            .hostPack(ReplayPolicies.asRecorded())
            .build();
    desk = millrace.as(Caller.actor("replay"));
  }

  @Override
  public String name() {
    return window == 1
        ? "Millrace, a transaction for each event"
        : "Millrace, a transaction for " + window + " events";
  }

  @Override
  public void replay(List<LogEvent> events) {
    ReplayPlan plan = ReplayPlan.builtIn(mapping);
    for (int from = 0; from < events.size(); from += window) {
      window(plan, events.subList(from, Math.min(events.size(), from + window)));
    }
  }

  private void window(ReplayPlan plan, List<LogEvent> events) {
    List<LogEvent> opened =
        events.stream().filter(event -> event.kind() == LogEvent.Kind.OPENED).toList();
    if (!opened.isEmpty()) {
      List<Receipt> receipts = desk.intake().submitAll(opened.stream().map(plan::demand).toList());
      for (int i = 0; i < opened.size(); i++) {
        plan.opened(opened.get(i), receipts.get(i).item().team());
      }
    }
    List<WorkRequest<?>> requests = new ArrayList<>();
    for (LogEvent event : events) {
      if (event.kind() == LogEvent.Kind.OPENED) {
        continue;
      }
      int number = 0;
      for (WorkRequest<?> request : plan.requests(event)) {
        requests.add(
            request.occurredAt(event.occurredAt()).commandId(event.position() + "/" + number++));
      }
      if (event.kind() == LogEvent.Kind.ENDED) {
        plan.forget(event);
      }
    }
    if (!requests.isEmpty()) {
      desk.work().performAll(requests);
    }
  }

  @Override
  public long closed() {
    return desk.flow().report(FlowQuery.all()).departed();
  }

  @Override
  public void close() {
    millrace.close();
  }
}
