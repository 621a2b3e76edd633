package io.millrace.examples.desk;

import io.millrace.engine.WorkItem;
import java.util.List;

/** A ticket as the desk shows it. */
record Ticket(
    String id,
    String kind,
    String priority,
    String team,
    String stream,
    String state,
    List<String> openSteps) {

  static Ticket of(WorkItem item) {
    return new Ticket(
        item.id(),
        item.kind().name(),
        item.priority(),
        item.team(),
        item.stream(),
        item.state().name(),
        item.openSteps().stream().map(run -> run.step()).toList());
  }
}
