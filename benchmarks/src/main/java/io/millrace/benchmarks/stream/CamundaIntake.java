// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.BareCamunda;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Bare Camunda starts instances, one by one or many in a transaction, up to the first task. */
final class CamundaIntake implements Contender {
  private final int batch;
  private final boolean fields;
  private final BareCamunda camunda;

  /**
   * @param batch how many are started at once
   * @param fields whether the ticket's fields are kept as process variables
   */
  CamundaIntake(DataSource database, int batch, boolean fields) {
    this.batch = batch;
    this.fields = fields;
    camunda = BareCamunda.start(database, false, false);
  }

  @Override
  public void items(int from, int count, OperationTimes times) {
    for (int first = from; first < from + count; first += batch) {
      Map<String, Map<String, Object>> instances = new LinkedHashMap<>();
      IntStream.range(first, Math.min(first + batch, from + count))
          .forEach(
              number ->
                  instances.put(
                      Tickets.id(number),
                      fields ? Tickets.variables(Tickets.ticket(number)) : Map.of()));
      times.time("start " + batch, () -> camunda.startInstances(instances));
    }
  }

  @Override
  public long done() {
    return camunda.waitingTasks();
  }

  @Override
  public void close() {
    camunda.close();
  }
}
