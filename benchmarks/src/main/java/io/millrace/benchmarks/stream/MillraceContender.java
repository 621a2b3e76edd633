// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.engine.CompleteStep;
import io.millrace.engine.FlowQuery;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.StartStep;
import io.millrace.model.Caller;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Millrace through its public API: submit, then start and complete each step. */
final class MillraceContender implements Contender {
  private final boolean full;
  private final Millrace millrace;
  private final Operations desk;
  private final AtomicLong heard = new AtomicLong();
  private long closed;

  /**
   * @param full whether every request carries a command id and a sink hears of every event
   */
  MillraceContender(DataSource database, boolean full) {
    this.full = full;
    MillraceBuilder builder = builder(database);
    if (full) {
      builder.plugin(new Sink(heard));
    }
    millrace = builder.build();
    desk = millrace.as(Caller.actor("ann"));
  }

  /** Millrace as it comes, but for what would make a difference by chance. */
  static MillraceBuilder builder(DataSource database) {
    return Millrace.builder()
        .dataSource(database)
        .timers(false)
        .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build()));
  }

  @Override
  public void items(int from, int count, OperationTimes times) {
    for (int number = from; number < from + count; number++) {
      item(number, times);
    }
  }

  private void item(int number, OperationTimes times) {
    String id = Tickets.id(number);
    Receipt receipt = times.time("submit", () -> desk.intake().submit(Tickets.demand(number)));
    for (Route.Leg leg : Route.STEPS) {
      String step = receipt.item().openSteps().get(0).step();
      if (!step.equals(leg.step())) {
        throw new IllegalStateException("Expected the step " + leg + ", but it is " + step + ".");
      }
      StartStep start = StartStep.of(id, step);
      times.time(
          "start", () -> desk.work().start(full ? start.commandId(id + "/start/" + step) : start));
      CompleteStep complete = CompleteStep.of(id, step);
      CompleteStep request = leg.result() == null ? complete : complete.result(leg.result());
      receipt =
          times.time(
              "complete",
              () ->
                  desk.work()
                      .complete(full ? request.commandId(id + "/complete/" + step) : request));
    }
    if (receipt.item().state() != WorkItemState.CLOSED) {
      throw new IllegalStateException("Expected " + id + " to be closed, but it is " + receipt);
    }
    closed++;
  }

  @Override
  public long done() {
    return Math.min(closed, desk.flow().report(FlowQuery.all()).departed());
  }

  @Override
  public void close() {
    millrace.close();
  }

  /** Counts events. */
  private record Sink(AtomicLong heard) implements Plugin {
    @Override
    public String id() {
      return "counter";
    }

    @Override
    public void contribute(Contributions contributions) {
      contributions.eventSink("test", event -> heard.incrementAndGet());
    }
  }
}
