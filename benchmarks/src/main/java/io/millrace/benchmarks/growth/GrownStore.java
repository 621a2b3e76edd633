// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.growth;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.decision.SampleTicket;
import io.millrace.benchmarks.decision.SampleTickets;
import io.millrace.engine.CleanUpReport;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.FlowQuery;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.StartStep;
import io.millrace.engine.WorklistQuery;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;

/** A store with many closed work items, some open ones, and a Millrace on it. */
final class GrownStore implements AutoCloseable {
  private static final List<SampleTicket> TICKETS = SampleTickets.first(1_000);
  private static final List<String> RESULTS =
      Arrays.asList(null, "specialist", null, null, "restored");

  private final int size;
  private final HikariDataSource database;
  private final Seed seed;
  private final Millrace millrace;
  private final Operations desk;
  private final Random random = new Random(42);
  private final Queue<String> open = new ArrayDeque<>();
  private final Map<Operation, List<Double>> millis = new EnumMap<>(Operation.class);
  private int submitted;

  /** What is measured. */
  enum Operation {
    INTAKE("intake"),
    WORKLIST("worklist, the first page"),
    SEARCH("worklist search by text"),
    EXPLAIN("explain a decision of a closed item"),
    DECISIONS("decisions of a closed item"),
    COMPLETE("start and complete a step");

    final String title;

    Operation(String title) {
      this.title = title;
    }
  }

  /**
   * @param size how many closed work items to begin with
   * @param overdue how many of them may be deleted
   * @param openItems how many open ones there are besides
   */
  GrownStore(GrowthServer server, String name, int size, int overdue, int openItems) {
    this.size = size;
    this.database = server.open(name);
    this.millrace =
        Millrace.builder()
            .dataSource(database)
            .timers(false)
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build()))
            .build();
    this.desk = millrace.as(Caller.actor("ann"));
    for (Operation operation : Operation.values()) {
      millis.put(operation, new ArrayList<>());
    }
    closeOne("TEMPLATE");
    this.seed = new Seed(database, "TEMPLATE");
    seed.items(size, overdue);
    for (int i = 0; i < openItems; i++) {
      submit();
    }
  }

  int size() {
    return size;
  }

  long bytes() {
    return seed.bytes();
  }

  List<Double> millis(Operation operation) {
    return Objects.requireNonNull(millis.get(operation));
  }

  private void closeOne(String id) {
    Receipt receipt = desk.intake().submit(demand(id, TICKETS.get(0)));
    for (String result : RESULTS) {
      String step = receipt.item().openSteps().get(0).step();
      desk.work().start(StartStep.of(id, step));
      CompleteStep complete = CompleteStep.of(id, step);
      receipt = desk.work().complete(result == null ? complete : complete.result(result));
    }
    if (receipt.item().state() != WorkItemState.CLOSED) {
      throw new IllegalStateException("Expected " + id + " to be closed, but it is " + receipt);
    }
  }

  private static Demand demand(String id, SampleTicket ticket) {
    return Demand.builder(id).stream("restore-live-service")
        .title(ticket.title())
        .description(ticket.description())
        .fact("impact", ticket.impact())
        .fact("urgency", ticket.urgency())
        .build();
  }

  private void submit() {
    String id = "NEW-" + submitted;
    desk.intake().submit(demand(id, TICKETS.get(submitted % TICKETS.size())));
    submitted++;
    open.add(id);
  }

  /** Does everything that often, and keeps the times. */
  void measure(int times) {
    for (int i = 0; i < times; i++) {
      time(Operation.INTAKE, this::submit);
      time(Operation.WORKLIST, () -> desk.work().search(WorklistQuery.all()));
      time(
          Operation.SEARCH,
          () -> desk.work().search(WorklistQuery.all().text("NEW-" + random.nextInt(submitted))));
      String old = Seed.NAME + number();
      time(Operation.DECISIONS, () -> desk.decisions().ofItem(old));
      UUID decision = desk.decisions().ofItem(old).get(0).id();
      time(Operation.EXPLAIN, () -> desk.decisions().explain(decision));
      String next = open.remove();
      time(
          Operation.COMPLETE,
          () -> {
            desk.work().start(StartStep.of(next, "register"));
            desk.work().complete(CompleteStep.of(next, "register"));
          });
    }
  }

  /** The number of a copy that has its reasons, and that is not deleted. */
  private int number() {
    int tens = size / Seed.WITH_REASONS;
    return Seed.WITH_REASONS * (tens - random.nextInt(Math.max(1, tens / 2)));
  }

  /** Forgets what was measured so far. */
  void warm() {
    millis.values().forEach(List::clear);
  }

  private void time(Operation operation, Runnable work) {
    long begun = System.nanoTime();
    work.run();
    millis(operation).add((System.nanoTime() - begun) / 1e6);
  }

  /** How long a flow report over everything takes, in milliseconds. */
  double report() {
    long begun = System.nanoTime();
    desk.flow().report(FlowQuery.all());
    return (System.nanoTime() - begun) / 1e6;
  }

  CleanUpReport cleanUp(int items) {
    return desk.housekeeping().cleanUp(items);
  }

  @Override
  public void close() {
    millrace.close();
    database.close();
  }
}
