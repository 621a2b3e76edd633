package io.millrace.benchmarks.stream;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.BareCamunda;
import io.millrace.benchmarks.decision.SampleTicket;
import java.util.Map;

/** Bare Camunda through its public API: start, then find, claim and complete each task. */
final class CamundaContender implements Contender {
  private final HikariDataSource database;
  private final String name;
  private final boolean fields;
  private final BareCamunda camunda;

  /**
   * @param name what the report calls it
   * @param fields whether the ticket's fields are kept as process variables, as a host without
   *     tables of its own would
   */
  CamundaContender(String name, HikariDataSource database, boolean fields) {
    this.name = name;
    this.database = database;
    this.fields = fields;
    camunda = BareCamunda.start(database, false, false);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void item(String id, SampleTicket ticket, OperationTimes times) {
    Map<String, Object> variables =
        fields
            ? Map.of(
                "title",
                ticket.title(),
                "description",
                ticket.description(),
                "impact",
                ticket.impact(),
                "urgency",
                ticket.urgency(),
                "source",
                ticket.source().name())
            : Map.of();
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
  public long closed() {
    return camunda.ended();
  }

  @Override
  public void close() {
    camunda.close();
    database.close();
  }
}
