// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.Interleaver.Operation;
import io.millrace.engine.Interleaver.Outcome;
import io.millrace.engine.internal.camunda.EngineDriver;
import io.millrace.event.Event;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.plugin.port.StepHandler;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs of operations at once. The first is halted before its first statement, before its second,
 * and so on to its commit; the second runs in between, or waits. Whatever came of it must be what
 * comes of one of the two orders, or one of the two was refused and left no trace.
 */
class ConcurrentPairsIT {
  /** At how many statements at most an operation is halted; they are spread evenly. */
  private static final int POINTS = Integer.getInteger("millrace.pairs.points", 6);

  private static final Map<String, CountDownLatch> HANDLERS = new ConcurrentHashMap<>();
  private static final Map<String, CountDownLatch> BEGUN = new ConcurrentHashMap<>();
  private static final List<Event> EVENTS = Collections.synchronizedList(new ArrayList<>());
  private static final List<String> TABLE = new ArrayList<>();
  private static DataSource database;
  private static Wires wires;
  private static Millrace millrace;
  private static EngineDriver timers;
  private static Interleaver interleaver;

  @BeforeAll
  static void open() {
    database = TestStore.newDatabase();
    wires = new Wires(database);
    MillraceBuilder builder =
        Millrace.builder().dataSource(wires).clock(new TestClock()).timers(false);
    CallStreams.all().forEach(builder::valueStream);
    Stream.of(
            TestModel.of("workshop").start().step("look").step("mend").end("done"),
            TestModel.of("shop").start("moved").step("sell").end("sold").start().to("sell"),
            TestModel.of("quick-close").start().step("look").end("done"),
            TestModel.of("hire").start().handler("book", "booking").step("handOver").end("done"),
            TestModel.of("impatient")
                .start()
                .step("answer")
                .end("answered")
                .timer("late", "answer", "P1D", true, "Nobody answers.")
                .step("escalate")
                .end("escalated", "outcome=escalated"),
            TestModel.of("patient")
                .start()
                .step("answer")
                .end("answered")
                .timer("slow", "answer", "P1D", false, "Still nothing.")
                .end("reminded"),
            TestModel.of("calling")
                .start()
                .call("ask", "quick-close")
                .end("answered")
                .timer("late", "ask", "P1D", true, "That takes long.")
                .step("escalate")
                .end("escalated"),
            TestModel.of("twins")
                .start()
                .fork("split")
                .step("one")
                .fork("joined")
                .step("after")
                .end("done")
                .from("split")
                .step("two")
                .choice("ended")
                .otherwise()
                .to("joined")
                .timer("tooLate", "two", "P1D", true, "Go on.")
                .to("ended"))
        .map(TestModel::build)
        .forEach(builder::valueStream);
    builder.plugin(
        new PluginTest.Bundle(
            "axle", to -> to.stepHandler(new Booking()).eventSink("test", EVENTS::add)));
    EngineDriver.Opened<Millrace> opened = EngineDriver.open(builder::build);
    millrace = opened.value();
    timers = opened.engine();
    interleaver = new Interleaver(wires, database);
    Desk.ofNewTenant(millrace).submit("warm-up");
  }

  @AfterAll
  static void close() {
    millrace.close();
    System.out.println("| pair | interleavings | waited | as one order | as the other |");
    System.out.println("|---|---|---|---|---|");
    TABLE.forEach(System.out::println);
  }

  private static String activated(Desk desk, PackActivation activation) {
    return Objects.requireNonNull(desk.ops.policies().activate(activation).pack()).version();
  }

  /** Begins at once, and ends when the test says so. */
  private static final class Booking implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) throws InterruptedException {
      Objects.requireNonNull(BEGUN.get(task.tenant())).countDown();
      CountDownLatch end = Objects.requireNonNull(HANDLERS.get(task.tenant()));
      assertThat(end.await(60, TimeUnit.SECONDS)).isTrue();
      return Completion.done();
    }
  }

  /** What two operations meet on. */
  private record Scene(Operation one, Operation other) {}

  /** Two operations, and what has to be there for them. */
  private record Pair(String name, Function<Desk, Scene> arrangement) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Pair pair(String name, Function<Desk, List<Callable<?>>> calls) {
    return new Pair(
        name,
        desk -> {
          List<Callable<?>> both = calls.apply(desk);
          return new Scene(new Operation(both.get(0), false), new Operation(both.get(1), false));
        });
  }

  private static Demand.Builder demand(String id, String stream) {
    return Demand.builder(id).title("x").stream(stream);
  }

  private static List<Callable<?>> both(Callable<?> one, Callable<?> other) {
    return List.of(one, other);
  }

  private static Callable<?> perform(Desk desk, WorkRequest<?> request) {
    return () -> desk.ops.work().perform(request);
  }

  private static Callable<?> by(String actor, Desk desk, WorkRequest<?> request) {
    Desk other = Desk.of(millrace, desk.tenant, actor);
    return () -> other.ops.work().perform(request);
  }

  static List<Pair> pairs() {
    String only = System.getProperty("millrace.pairs.only", "");
    return all().stream().filter(pair -> pair.name().contains(only)).toList();
  }

  private static List<Pair> all() {
    return List.of(
        pair(
            "complete / complete",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, CompleteStep.of("A", "look")),
                  by("bob", desk, CompleteStep.of("A", "look")));
            }),
        pair(
            "complete / complete, one command",
            desk -> {
              desk.submit(demand("A", "workshop"));
              WorkRequest<?> request = CompleteStep.of("A", "look").commandId("c");
              return both(perform(desk, request), perform(desk, request));
            }),
        pair(
            "complete / cancel",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, CompleteStep.of("A", "look")),
                  by("bob", desk, Cancel.of("A", "not needed")));
            }),
        pair(
            "start / reassign",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, StartStep.of("A", "look")),
                  by("bob", desk, Reassign.of("A", "look").team("others")));
            }),
        pair(
            "reclassify to another stream / complete",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, Reclassify.of("A", "sell it").stream("shop")),
                  by("bob", desk, CompleteStep.of("A", "look")));
            }),
        pair(
            "submit / submit, same content",
            desk -> both(() -> desk.submit("A"), () -> desk.submit("A"))),
        pair(
            "submit / submit, other content",
            desk ->
                both(
                    () -> desk.submit(demand("A", "workshop")),
                    () -> desk.submit(demand("A", "shop")))),
        pair(
            "activate a pack / submit",
            desk -> {
              PackRef pack = desk.ops.policies().add(pack("1", "house-desk").source());
              return both(
                  () -> activated(desk, PackActivation.of(pack, "new")), () -> desk.submit("A"));
            }),
        pair(
            "activate / activate",
            desk -> {
              PackRef one = desk.ops.policies().add(pack("1", "a").source());
              PackRef two = desk.ops.policies().add(pack("2", "b").source());
              return both(
                  () -> activated(desk, PackActivation.of(one, "x")),
                  () -> activated(desk, PackActivation.of(two, "y")));
            }),
        pair(
            "block / complete",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, BlockStep.of("A", "look", "no parts")),
                  by("bob", desk, CompleteStep.of("A", "look")));
            }),
        pair(
            "update facts / update facts",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, UpdateFacts.of("A", Facts.of("impact", 1))),
                  by("bob", desk, UpdateFacts.of("A", Facts.of("urgency", 1))));
            }),
        pair(
            "reopen / reopen",
            desk -> {
              desk.submit(demand("A", "quick-close"));
              desk.complete("A", "look");
              return both(
                  perform(desk, Reopen.of("A", "again")), by("bob", desk, Reopen.of("A", "again")));
            }),
        new Pair("handler completes / cancel", desk -> handled(desk, Cancel.of("A", "it rains"))),
        new Pair(
            "handler completes / block",
            desk -> handled(desk, BlockStep.of("A", "book", "no bikes"))),
        pair(
            "timer ends the step / complete",
            desk ->
                both(
                    timer(desk, "impatient", "late"),
                    by("bob", desk, CompleteStep.of("A", "answer")))),
        pair(
            "timer reminds / complete",
            desk ->
                both(
                    timer(desk, "patient", "slow"),
                    by("bob", desk, CompleteStep.of("A", "answer")))),
        pair(
            "timer ends a branch / complete the other",
            desk ->
                both(
                    timer(desk, "twins", "tooLate"), by("bob", desk, CompleteStep.of("A", "one")))),
        pair(
            "timer ends the call / called item ends",
            desk ->
                both(
                    timer(desk, "calling", "late"),
                    by("bob", desk, CompleteStep.of("A/ask", "look")))),
        pair(
            "link / link",
            desk -> {
              desk.submit(demand("A", "workshop"));
              return both(
                  perform(desk, Link.of("A", "related", "X-1")),
                  by("bob", desk, Link.of("A", "related", "X-1")));
            }),
        pair(
            "perform A, B / perform B, A",
            desk -> {
              desk.submit(demand("A", "workshop"));
              desk.submit(demand("B", "workshop"));
              return both(
                  () ->
                      desk.ops
                          .work()
                          .performAll(
                              List.of(
                                  CompleteStep.of("A", "look"), BlockStep.of("B", "look", "x"))),
                  () ->
                      desk.ops
                          .work()
                          .performAll(
                              List.of(
                                  BlockStep.of("B", "look", "y"), CompleteStep.of("A", "look"))));
            }),
        pair(
            "complete one branch / complete the other",
            desk -> {
              desk.submit(demand("A", "twins"));
              return both(
                  perform(desk, CompleteStep.of("A", "one")),
                  by("bob", desk, CompleteStep.of("A", "two")));
            }),
        pair(
            "called item ends / cancel the caller",
            desk -> {
              desk.submit(demand("A", "repair"));
              desk.complete("A", "look");
              return both(
                  perform(desk, CompleteStep.of("A/mend", "work").result("broken")),
                  by("bob", desk, Cancel.of("A", "not needed")));
            }),
        pair(
            "cancel the called item / cancel the caller",
            desk -> {
              desk.submit(demand("A", "repair"));
              desk.complete("A", "look");
              return both(
                  perform(desk, Cancel.of("A/mend", "not now")),
                  by("bob", desk, Cancel.of("A", "not needed")));
            }),
        pair(
            "called item ends / cancel the caller with another",
            desk -> {
              desk.submit(demand("A", "repair"));
              desk.submit(demand("B", "workshop"));
              desk.complete("A", "look");
              return both(
                  perform(desk, CompleteStep.of("A/mend", "work").result("broken")),
                  () ->
                      desk.ops
                          .work()
                          .performAll(List.of(Cancel.of("A", "no"), Cancel.of("B", "no"))));
            }),
        pair(
            "perform called item, caller / called item ends",
            desk -> {
              desk.submit(demand("A", "repair"));
              desk.complete("A", "look");
              return both(
                  () ->
                      desk.ops
                          .work()
                          .performAll(
                              List.of(
                                  UpdateFacts.of("A", Facts.of("impact", 1)),
                                  UpdateFacts.of("A/mend", Facts.of("impact", 2)))),
                  by("bob", desk, CompleteStep.of("A/mend", "work").result("broken")));
            }),
        pair(
            "add a stream / add a stream, same content",
            desk -> both(add(desk, own(desk, "own", "a")), add(desk, own(desk, "own", "a")))),
        pair(
            "add a stream / add a stream, other content",
            desk -> both(add(desk, own(desk, "own", "a")), add(desk, own(desk, "own", "b")))),
        pair(
            "add a stream / submit to it",
            desk ->
                both(
                    add(desk, own(desk, "shop", "haggle")),
                    () -> desk.submit(demand("A", "shop")))),
        pair(
            "remove a stream / submit to it",
            desk -> {
              desk.ops.streams().add(own(desk, "shop", "haggle"));
              return both(
                  () -> {
                    desk.ops.streams().remove("shop");
                    return "removed";
                  },
                  () -> desk.submit(demand("A", "shop")));
            }),
        pair(
            "add a pack / add a pack, same content",
            desk ->
                both(
                    () -> desk.ops.policies().add(pack("1", "a").source()),
                    () -> desk.ops.policies().add(pack("1", "a").source()))),
        pair(
            "add a pack / add a pack, other content",
            desk ->
                both(
                    () -> desk.ops.policies().add(pack("1", "a").source()),
                    () -> desk.ops.policies().add(pack("1", "b").source()))));
  }

  private static PackFiles pack(String version, String team) {
    return PackFiles.of("house", version, "settings:", "  default-team: " + team);
  }

  /** A stream of the tenant's own: no other tenant's is the same to the byte. */
  private static StreamModel own(Desk desk, String key, String step) {
    String xml = StreamText.chain(key, step).xml() + "<!-- " + desk.tenant + " -->";
    StreamModel model = new StreamModel(key + ".bpmn", xml.getBytes(StandardCharsets.UTF_8));
    TenantRecord.label(model.digest(), key + " with " + step);
    return model;
  }

  private static Callable<?> add(Desk desk, StreamModel model) {
    return () -> desk.ops.streams().add(model).version();
  }

  private static Callable<?> timer(Desk desk, String stream, String element) {
    desk.submit(demand("A", stream));
    String id =
        timers.of(itemKey(desk.tenant, "A")).stream()
            .filter(timer -> timer.element().equals(element))
            .findFirst()
            .orElseThrow()
            .id();
    return () -> timers.fire(id) ? "fired" : "gone";
  }

  private static String itemKey(String tenant, String item) {
    String sql = "select ITEM_KEY from MR_WORK_ITEM where TENANT = ? and ID = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, item);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A handler is about to say that it is done. */
  private static Scene handled(Desk desk, WorkRequest<?> other) {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BEGUN.put(desk.tenant, begun);
    HANDLERS.put(desk.tenant, go);
    desk.submit(demand("A", "hire"));
    try {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Callable<?> completes =
        () -> {
          go.countDown();
          while (isHandled()) {
            Thread.sleep(1);
          }
          return "tried";
        };
    return new Scene(new Operation(completes, true), new Operation(by("bob", desk, other), false));
  }

  /** Whether a thread is at a handler's step. */
  static boolean isHandled() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("millrace-handler"))
        .anyMatch(thread -> Stream.of(thread.getValue()).noneMatch(ConcurrentPairsIT::isIdle));
  }

  private static boolean isIdle(StackTraceElement frame) {
    return frame.getMethodName().equals("getTask");
  }

  /** One interleaving that was run. */
  private record Done(boolean swapped, int point, String tenant, Outcome outcome) {
    String label() {
      return (swapped ? "second" : "first") + " halted at statement " + point;
    }

    List<String> results(boolean swapped) {
      return swapped
          ? List.of(outcome.second(), outcome.first())
          : List.of(outcome.first(), outcome.second());
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void shouldComeToWhatOneOfBothOrdersComesTo(Pair pair) throws Exception {
    Done one = run(pair, false, Integer.MAX_VALUE);
    Done other = run(pair, true, Integer.MAX_VALUE);
    List<Done> interleaved = new ArrayList<>();
    int tried = 0;
    for (boolean swapped : new boolean[] {false, true}) {
      for (int point : points((swapped ? other : one).outcome().points())) {
        Done done = run(pair, swapped, point);
        tried++;
        if (done.outcome().reached()) { // at times one takes fewer statements, such as for new ids
          interleaved.add(done);
        }
      }
    }
    assertThat(interleaved).as("of %s", tried).hasSizeGreaterThan(tried / 2);
    awaitDelivery();

    List<String> oneRecord = record(one, false);
    List<String> otherRecord = record(other, true);
    int asOne = 0;
    int asOther = 0;
    List<String> wrong = new ArrayList<>();
    for (Done done : interleaved) {
      List<String> record = record(done, done.swapped());
      if (record.equals(oneRecord)) {
        asOne++;
      } else if (record.equals(otherRecord)) {
        asOther++;
      } else {
        wrong.add(done.label() + "\n" + differences(record, oneRecord, otherRecord));
      }
      if (!done.outcome().deadlocks().isEmpty()) {
        wrong.add(done.label() + " met a deadlock");
      }
    }
    TABLE.add(
        "| %s | %d | %d | %d | %d |"
            .formatted(
                pair,
                interleaved.size(),
                interleaved.stream().filter(done -> done.outcome().waited()).count(),
                asOne,
                asOther));
    assertThat(wrong).as("%s of %s interleavings", wrong.size(), interleaved.size()).isEmpty();
    assertThat(one.results(false)).noneMatch(result -> result.matches("(FAILED|HANGS).*"));
    assertThat(other.results(false)).noneMatch(result -> result.matches("(FAILED|HANGS).*"));
  }

  private static Iterable<Integer> points(int count) {
    TreeSet<Integer> points = new TreeSet<>();
    int wanted = Math.min(count, POINTS);
    for (int i = 0; i < wanted; i++) {
      points.add(1 + (wanted == 1 ? 0 : (int) Math.round(i * (count - 1) / (wanted - 1.0))));
    }
    return points;
  }

  private static Done run(Pair pair, boolean swapped, int point) throws Exception {
    Desk desk = Desk.ofNewTenant(millrace);
    Scene scene = pair.arrangement().apply(desk);
    Operation first = swapped ? scene.other() : scene.one();
    Operation second = swapped ? scene.one() : scene.other();
    return new Done(
        swapped, point, desk.tenant, interleaver.run(first, second, point, desk.tenant));
  }

  private static List<String> record(Done done, boolean swapped) {
    List<String> record = new ArrayList<>(done.results(swapped));
    record.addAll(TenantRecord.stored(database, done.tenant()));
    List<Event> events;
    synchronized (EVENTS) {
      events = EVENTS.stream().filter(event -> event.tenant().equals(done.tenant())).toList();
    }
    record.addAll(TenantRecord.told(events, done.tenant()));
    return record;
  }

  private static String differences(List<String> found, List<String> one, List<String> other) {
    return "found, but not in one order: "
        + without(found, one)
        + "\n  in one order, but not found: "
        + without(one, found)
        + "\n  found, but not in the other order: "
        + without(found, other)
        + "\n  in the other order, but not found: "
        + without(other, found);
  }

  private static List<String> without(List<String> lines, List<String> known) {
    List<String> rest = new ArrayList<>(lines);
    known.forEach(rest::remove);
    return rest;
  }

  private static void awaitDelivery() throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try (Connection connection = database.getConnection();
          PreparedStatement statement =
              connection.prepareStatement("select count(*) from MR_OUTBOX");
          ResultSet rows = statement.executeQuery()) {
        rows.next();
        if (rows.getInt(1) == 0) {
          return;
        }
      }
      assertThat(System.nanoTime()).as("time to deliver").isLessThan(until);
      Thread.sleep(5);
    }
  }
}
