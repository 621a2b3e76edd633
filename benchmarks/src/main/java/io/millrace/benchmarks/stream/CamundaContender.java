// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.BareCamunda;
import io.millrace.benchmarks.decision.SampleTicket;
import java.util.Map;
import javax.sql.DataSource;

/** Bare Camunda through its public API: start, then find, claim and complete each task. */
final class CamundaContender implements Contender {
  private final boolean fields;
  private final BareCamunda camunda;

  /**
   * @param fields whether the ticket's fields are kept as process variables, as a host without
   *     tables of its own would
   */
  CamundaContender(DataSource database, boolean fields) {
    this.fields = fields;
    camunda = BareCamunda.start(database, false, false);
  }

  @Override
  public void items(int from, int count, OperationTimes times) {
    for (int number = from; number < from + count; number++) {
      item(Tickets.id(number), Tickets.ticket(number), times);
    }
  }

  private void item(String id, SampleTicket ticket, OperationTimes times) {
    Map<String, Object> variables = fields ? Tickets.variables(ticket) : Map.of();
    String instance = times.time("start instance", () -> camunda.startInstance(id, variables));
    for (Route.Leg leg : Route.STEPS) {
      String task = times.time("find task", () -> camunda.findTask(instance, leg.step()));
      times.time("claim", () -> camunda.claim(task, "ann"));
      String result = leg.result();
      times.time(
          "complete",
          () ->
              camunda.complete(
                  task, result == null ? Map.of() : Map.of(leg.step() + "_result", result)));
    }
  }

  @Override
  public long done() {
    return camunda.ended();
  }

  @Override
  public void close() {
    camunda.close();
  }
}
