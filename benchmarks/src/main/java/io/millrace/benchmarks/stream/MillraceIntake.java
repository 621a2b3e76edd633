// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.engine.FlowQuery;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Millrace takes demand in, one by one or many in a transaction: its first step is there then. */
final class MillraceIntake implements Contender {
  private final int batch;
  private final Millrace millrace;
  private final Operations desk;

  /**
   * @param batch how many are submitted at once
   */
  MillraceIntake(DataSource database, int batch) {
    this.batch = batch;
    millrace = MillraceContender.builder(database).build();
    desk = millrace.as(Caller.actor("ann"));
  }

  @Override
  public void items(int from, int count, OperationTimes times) {
    for (int first = from; first < from + count; first += batch) {
      List<Demand> demands =
          IntStream.range(first, Math.min(first + batch, from + count))
              .mapToObj(Tickets::demand)
              .toList();
      List<Receipt> receipts =
          times.time("submit " + batch, () -> desk.intake().submitAll(demands));
      if (!receipts.stream().allMatch(one -> one.item().openSteps().size() == 1)) {
        throw new IllegalStateException("Expected a first step, but there is none: " + receipts);
      }
    }
  }

  @Override
  public long done() {
    return desk.flow().report(FlowQuery.all()).arrived();
  }

  @Override
  public void close() {
    millrace.close();
  }
}
