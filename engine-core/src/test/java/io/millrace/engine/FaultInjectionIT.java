// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.FaultTrial.Operation;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * One transaction: whichever statement or commit of an operation fails, the database holds all of
 * the operation or nothing. The last tests plant mistakes, to show that they would be found. {@code
 * -Dmillrace.faults.only=add.*} tries some of the operations alone.
 */
class FaultInjectionIT {
  private static final String COMMAND = "once";
  private static final String ONLY = System.getProperty("millrace.faults.only", ".*");

  private static FaultTrial trial;

  @BeforeAll
  static void open() throws SQLException {
    trial = new FaultTrial();
  }

  @AfterAll
  static void close() {
    trial.close();
  }

  @AfterEach
  void mendWhatWasPlanted() {
    trial.mend();
  }

  private static Operation work(Consumer<Desk> prepare, WorkRequest<?> request) {
    return operation(prepare, desk -> desk.ops.work().perform(request));
  }

  private static Operation operation(Consumer<Desk> prepare, Function<Desk, ?> run) {
    return new Operation(prepare, run);
  }

  private static Demand.Builder demand(String id, String stream) {
    return Demand.builder(id).title("A flat tyre").stream(stream);
  }

  /** A stream whose content no other tenant has: it is deployed each time. */
  private static StreamModel hire(Desk desk, String... steps) {
    String xml = StreamText.chain("hire", steps).xml() + "<!-- " + desk.tenant + " -->";
    return new StreamModel("hire.bpmn", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    Consumer<Desk> none = desk -> {};
    Consumer<Desk> submitted = desk -> desk.submit("A");
    Consumer<Desk> called =
        desk -> {
          desk.submit(demand("A", "repair"));
          desk.complete("A", "look");
        };
    Consumer<Desk> closed =
        desk -> {
          desk.submit(demand("A", "quick"));
        };
    all.put("submit", operation(none, desk -> desk.submit("A")));
    all.put(
        "submitAll, 3 demands",
        operation(
            none,
            desk ->
                desk.ops
                    .intake()
                    .submitAll(
                        IntStream.range(0, 3)
                            .mapToObj(i -> Demand.builder("A" + i).title("No mail").build())
                            .toList())));
    all.put("start", work(submitted, StartStep.of("A").commandId(COMMAND)));
    all.put("complete", work(submitted, CompleteStep.of("A", "register").commandId(COMMAND)));
    all.put(
        "complete and close",
        work(
            desk -> {
              desk.submit("A");
              desk.complete("A", "register");
            },
            CompleteStep.of("A", "investigate").result("fixed").commandId(COMMAND)));
    all.put(
        "complete and call a stream",
        work(
            desk -> desk.submit(demand("A", "repair")),
            CompleteStep.of("A", "look").commandId(COMMAND)));
    all.put(
        "complete what was called",
        work(
            desk -> {
              called.accept(desk);
              desk.complete("A/mend", "work", "mended");
            },
            CompleteStep.of("A/mend", "check").commandId(COMMAND)));
    all.put("block", work(submitted, BlockStep.of("A", "no parts").commandId(COMMAND)));
    all.put(
        "unblock",
        work(
            desk -> {
              desk.submit("A");
              desk.ops.work().block(BlockStep.of("A", "no parts"));
            },
            UnblockStep.of("A").commandId(COMMAND)));
    all.put("reassign", work(submitted, Reassign.of("A").team("workshop").commandId(COMMAND)));
    all.put(
        "reclassify and move",
        work(
            submitted,
            Reclassify.of("A", "it is a bike").kind(Kind.REQUEST).stream("fix")
                .commandId(COMMAND)));
    all.put(
        "update facts",
        work(submitted, UpdateFacts.of("A", Facts.of("impact", 1)).commandId(COMMAND)));
    all.put("reopen", work(closed, Reopen.of("A", "it is back").commandId(COMMAND)));
    all.put(
        "cancel, with a called item", work(called, Cancel.of("A", "enough").commandId(COMMAND)));
    all.put("link", work(submitted, Link.of("A", "problem", "P-1").commandId(COMMAND)));
    addPolicies(all);
    addStreams(all);
    addEvents(all);
    addFailures(all);
    return all;
  }

  private static void addEvents(Map<String, Operation> all) {
    Consumer<Desk> parked =
        desk -> {
          desk.submit("A");
          trial.park(desk);
        };
    all.put(
        "replay an event",
        operation(
            parked,
            desk -> {
              Optional<UUID> first = firstParked(desk);
              first.ifPresent(event -> desk.ops.events().replay(event, StoreRows.GONE));
              return first;
            }));
    all.put(
        "replay all events",
        operation(parked, desk -> desk.ops.events().replayAll(StoreRows.GONE)));
    all.put(
        "skip an event",
        operation(
            parked,
            desk -> {
              Optional<UUID> first = firstParked(desk);
              first.ifPresent(
                  event -> desk.ops.events().skip(event, StoreRows.GONE, "nobody needs it"));
              return first;
            }));
    all.put(
        "discard a sink's events",
        operation(
            parked,
            desk -> {
              try {
                return desk.ops.events().discard(StoreRows.GONE, "the sink is gone");
              } catch (NotFoundException e) {
                return "they are discarded already";
              }
            }));
  }

  private static Optional<UUID> firstParked(Desk desk) {
    return desk.ops.events().parked(StoreRows.GONE).entries().stream()
        .map(ParkedEvent::id)
        .findFirst();
  }

  private static void addFailures(Map<String, Operation> all) {
    Function<Desk, ?> retry =
        desk -> {
          Failures failures = desk.ops.failures();
          List<Failure> listed = failures.list(0, 10).entries();
          listed.forEach(failure -> failures.retry(failure.id()));
          return listed;
        };
    all.put(
        "retry a handler's step",
        operation(
            desk -> {
              desk.submit(demand("A", "machine"));
              trial.giveUp(desk, "mender");
            },
            retry));
    all.put(
        "retry a timer",
        operation(
            desk -> {
              desk.submit(demand("A", "slow"));
              trial.giveUpTimers(desk);
            },
            retry));
  }

  private static void addPolicies(Map<String, Operation> all) {
    all.put("add a pack", operation(desk -> {}, desk -> desk.addPack("house", "1", "one-desk")));
    all.put(
        "activate a pack",
        operation(
            desk -> desk.addPack("house", "1", "one-desk"),
            desk ->
                desk.ops
                    .policies()
                    .activate(PackActivation.of("house", "1", "new").commandId(COMMAND))));
    all.put(
        "roll a pack back",
        operation(
            desk -> {
              desk.activatePack("house", "1", "one-desk");
              desk.activatePack("house", "2", "two-desk");
            },
            desk -> desk.ops.policies().rollback("worse", COMMAND)));
    all.put(
        "deactivate packs",
        operation(
            desk -> desk.activatePack("house", "1", "one-desk"),
            desk -> desk.ops.policies().deactivate("none", COMMAND)));
  }

  private static void addStreams(Map<String, Operation> all) {
    all.put(
        "add a stream", operation(desk -> {}, desk -> desk.ops.streams().add(hire(desk, "book"))));
    all.put(
        "remove a stream",
        operation(
            desk -> desk.ops.streams().add(hire(desk, "book")),
            desk -> {
              try {
                desk.ops.streams().remove("hire");
              } catch (NotFoundException e) {
                return "it is removed already";
              }
              return "removed";
            }));
    all.put(
        "migrate an item",
        operation(
            desk -> {
              desk.ops.streams().add(hire(desk, "book"));
              desk.submit(demand("A", "hire"));
              desk.ops.streams().add(hire(desk, "book", "ride"));
            },
            desk -> desk.ops.streams().migration("hire").build().run()));
  }

  @Test
  void shouldDoAllOrNothingWhateverFails() throws SQLException {
    System.out.println(
        "| operation | statements | refused | conflict | broken | commit lost | commit unheard"
            + " | participant |");
    int total = 0;
    for (Map.Entry<String, Operation> one : operations().entrySet()) {
      if (!one.getKey().matches(ONLY)) {
        continue;
      }
      FaultTrial.Result result = trial.run(one.getKey(), one.getValue());
      System.out.println(result.line());
      total += result.total();
    }
    System.out.println(total + " faults");
    assertThat(total).isGreaterThan(ONLY.equals(".*") ? 800 : 0);
  }

  @Test
  void shouldEraseAPersonWhateverFailed() throws SQLException {
    Operation erase =
        operation(
            desk -> {
              desk.submit("A");
              desk.ops.work().updateFacts(UpdateFacts.of("A", Facts.of("rider", "Bo Okoro")));
              desk.submit("B");
              desk.ops.work().block(BlockStep.of("B", "Bo Okoro is away"));
            },
            desk ->
                desk.ops
                    .housekeeping()
                    .erase(ErasePerson.of("asked for", "Bo Okoro").pseudonym("erased-rider")));

    int faults = trial.resume("erase", erase);

    System.out.println(faults + " faults while a person was erased");
    assertThat(faults).isGreaterThan(40);
  }

  @Test
  void shouldNoticeARowThatSurvives() {
    Operation operation = Objects.requireNonNull(operations().get("complete"));
    trial.participate(events -> trial.writeElsewhere(events));

    assertThatThrownBy(() -> trial.run("leaky", operation))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mr_link[");
  }

  @Test
  void shouldNoticeARowThatIsWrittenTwice() throws SQLException {
    Operation operation = Objects.requireNonNull(operations().get("complete"));
    trial.know(operation);
    trial.participate(events -> trial.writeElsewhere(events));

    assertThatThrownBy(() -> trial.conflict("twice", operation))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("mr_link");
  }

  @Test
  void shouldNoticeAConnectionThatIsNotGivenBack() {
    Operation operation = Objects.requireNonNull(operations().get("complete"));
    trial.participate(events -> trial.keepAConnection());

    assertThatThrownBy(() -> trial.run("greedy", operation))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("connections");
  }
}
