package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.decision.SampleTicket;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.FlowQuery;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.StartStep;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Millrace through its public API: submit, then start and complete each step. */
final class MillraceContender implements Contender {
  private final boolean full;
  private final Millrace millrace;
  private final Operations desk;
  private final AtomicLong heard = new AtomicLong();
  private long closed;

  /**
   * @param file where the database is; null for one in memory
   * @param full whether every request carries a command id and a sink hears of every event
   */
  MillraceContender(@Nullable Path file, boolean full) {
    this.full = full;
    MillraceBuilder builder =
        Millrace.builder()
            .timers(false)
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build()));
    if (file != null) {
      builder.h2File(file);
    }
    if (full) {
      builder.plugin(new Sink(heard));
    }
    millrace = builder.build();
    desk = millrace.as(Caller.actor("ann"));
  }

  @Override
  public String name() {
    return full ? "Millrace with command ids and an event sink" : "Millrace";
  }

  @Override
  public void item(String id, SampleTicket ticket, OperationTimes times) {
    Receipt receipt =
        times.time(
            "submit",
            () ->
                desk.intake()
                    .submit(
                        Demand.builder(id).stream("restore-live-service")
                            .title(ticket.title())
                            .description(ticket.description())
                            .fact("impact", ticket.impact())
                            .fact("urgency", ticket.urgency())
                            .build()));
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
  public long closed() {
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
