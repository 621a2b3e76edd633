// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plugin.PackFiles;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.PullOrder.Key;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.Resolver.Choice;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.StreamCheck.Finding;
import io.millrace.plugin.port.WorkingTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts find mistakes: each mistake that is planted here fails the tests that are named. */
class PlantedContractsTest {
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** The tests of a contract that fail. */
  private static Set<String> failures(Object contract, Class<?> type) throws Exception {
    Set<String> failures = new TreeSet<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        try {
          method.invoke(contract);
        } catch (InvocationTargetException e) {
          failures.add(method.getName());
        }
      }
    }
    return failures;
  }

  @SuppressWarnings("NullAway") // planted
  static Stream<Arguments> resolvers() {
    Resolver.Proposal invented = DesignSamples.team("nobody", 100, false);
    Resolver last =
        question ->
            question.proposals().stream()
                .reduce((one, other) -> other)
                .map(proposal -> Choice.of(proposal, "last"))
                .orElseThrow();
    return Stream.of(
        Arguments.of(last, List.of()),
        Arguments.of((Resolver) question -> Choice.none(), List.of("shouldHaveAViewOfItsOwn")),
        Arguments.of(
            (Resolver) question -> Choice.of(invented, ""),
            List.of("shouldPickOnlyWhatWasProposed", "shouldTakeAnyPartOfTheProposals")),
        Arguments.of(
            (Resolver) question -> Choice.of(question.proposals().get(1), ""),
            List.of("shouldTakeAnyPartOfTheProposals")),
        Arguments.of(
            (Resolver)
                question ->
                    Choice.of(question.proposals().get(1 % question.proposals().size()), count()),
            List.of("shouldGiveAnEqualQuestionAnEqualChoice", "shouldServeSeveralThreadsAtOnce")),
        Arguments.of(
            (Resolver) question -> null,
            List.of(
                "shouldBeFastEnoughForATransaction",
                "shouldGiveAnEqualQuestionAnEqualChoice",
                "shouldHaveAViewOfItsOwn",
                "shouldPickOnlyWhatWasProposed",
                "shouldServeSeveralThreadsAtOnce",
                "shouldTakeAnyPartOfTheProposals")),
        Arguments.of(
            (Resolver) question -> slow(last.choose(question)),
            List.of("shouldBeFastEnoughForATransaction")));
  }

  @ParameterizedTest
  @MethodSource("resolvers")
  void shouldFindMistakesOfResolvers(Resolver planted, List<String> failures) throws Exception {
    ResolverContract contract =
        new ResolverContract() {
          @Override
          protected Resolver resolver() {
            return planted;
          }

          @Override
          protected List<Resolver.Question> questions() {
            return DesignSamples.questions();
          }
        };

    assertThat(failures(contract, ResolverContract.class)).containsExactlyElementsOf(failures);
  }

  static Stream<Arguments> orders() {
    PullOrder harm =
        item ->
            Key.begin()
                .highestFirst("harm", item.facts().findNumber("harm").orElse(null))
                .earliestFirst("due", item.dueAt());
    return Stream.of(
        Arguments.of(harm, List.of()),
        Arguments.of(
            (PullOrder)
                item ->
                    Key.begin().lowestFirst("harm", item.facts().findNumber("harm").orElse(null)),
            List.of("shouldSortAsItSays")),
        Arguments.of(
            (PullOrder)
                item -> item.dueAt() == null ? Key.begin().trueFirst("none", true) : harm.key(item),
            List.of("shouldGiveEveryItemTheSameParts")),
        Arguments.of(
            (PullOrder)
                item ->
                    item.dueAt() == null
                        ? harm.key(item)
                        : new Key(
                            List.of(
                                harm.key(item).parts().get(0),
                                new PullOrder.Part(
                                    "due",
                                    Duration.between(item.at(), item.dueAt()).toHours()
                                        + item.dueAt().getEpochSecond(),
                                    false,
                                    "soon"))),
            List.of("shouldNotGoByTheTimeThatPasses")),
        Arguments.of(
            (PullOrder) item -> harm.key(item).lowestFirst("arrival", COUNT.incrementAndGet()),
            List.of(
                "shouldGiveAnEqualItemAnEqualKey",
                "shouldNotGoByTheTimeThatPasses",
                "shouldServeSeveralThreadsAtOnce")),
        Arguments.of(
            (PullOrder) item -> slow(harm.key(item)),
            List.of("shouldBeFastEnoughForATransaction")));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void shouldFindMistakesOfPullOrders(PullOrder planted, List<String> failures) throws Exception {
    PullOrderContract contract =
        new PullOrderContract() {
          @Override
          protected PullOrder order() {
            return planted;
          }

          @Override
          protected List<PullOrder.Item> inOrder() {
            return DesignSamples.itemsByHarm();
          }
        };

    assertThat(failures(contract, PullOrderContract.class)).containsExactlyElementsOf(failures);
  }

  @SuppressWarnings("NullAway") // planted
  static Stream<Arguments> checks() {
    StreamCheck fine = stream -> named(stream.steps().get(0).name(), "washCar", "Expected a.");
    return Stream.of(
        Arguments.of(
            (StreamCheck)
                stream -> stream.findStep("washCar").isPresent() ? fine.check(stream) : List.of(),
            List.of()),
        Arguments.of((StreamCheck) stream -> List.of(), List.of("shouldRefuseABadModel")),
        Arguments.of(
            (StreamCheck)
                stream -> List.of(Finding.error(stream.nodes().get(0).id(), "Expected a.", "b")),
            List.of("shouldLetAGoodModelPass")),
        Arguments.of(
            (StreamCheck) stream -> named(stream.steps().get(0).name(), "wash-car", "Expected a."),
            List.of("shouldNameElementsOfTheModel")),
        Arguments.of(
            (StreamCheck) stream -> named(stream.steps().get(0).name(), "washCar", "bad name"),
            List.of("shouldSayWhatIsWrongAndWhatToDo")),
        Arguments.of(
            (StreamCheck)
                stream -> named(stream.steps().get(0).name(), null, "Expected " + count() + "."),
            List.of("shouldFindTheSameAgain")),
        Arguments.of(
            (StreamCheck)
                stream -> {
                  String name = stream.findStep("washCar").orElseThrow().name();
                  return named(name, "washCar", "Expected a.");
                },
            List.of("shouldTakeAnyModel")));
  }

  private static List<Finding> named(String name, @Nullable String element, String problem) {
    return name.equals("Miscellaneous")
        ? List.of(Finding.error(element, problem, "rename it"))
        : List.of();
  }

  @ParameterizedTest
  @MethodSource("checks")
  void shouldFindMistakesOfChecks(StreamCheck planted, List<String> failures) throws Exception {
    StreamCheckContract contract =
        new StreamCheckContract() {
          @Override
          protected StreamCheck check() {
            return planted;
          }

          @Override
          protected byte[] good() {
            return DesignSamples.model("Wash the car");
          }

          @Override
          protected byte[] bad() {
            return DesignSamples.model("Miscellaneous");
          }
        };

    assertThat(failures(contract, StreamCheckContract.class)).containsExactlyElementsOf(failures);
  }

  static Stream<Arguments> calendars() {
    WorkingTime always = (tenant, service, from, to) -> Duration.between(from, to);
    WorkingTime good = WeeklyWorkingTime.nineToFive(java.time.ZoneId.of("Europe/Berlin"));
    return Stream.of(
        Arguments.of(good, List.of()),
        Arguments.of(always, List.of("shouldCountWorkAlone")),
        Arguments.of(
            (WorkingTime)
                (tenant, service, from, to) ->
                    Duration.ofHours(good.between(tenant, service, from, to).toHours()),
            List.of("shouldCountAsMuchInPartsAsInOne", "shouldCountWorkAlone")),
        Arguments.of(
            (WorkingTime)
                (tenant, service, from, to) -> {
                  if ("millrace-contract-unknown".equals(service)) {
                    throw new IllegalStateException("no such service");
                  }
                  return good.between(tenant, service, from, to);
                },
            List.of("shouldKnowWhatToDoWithAnUnknownServiceAndTenant")),
        Arguments.of(
            (WorkingTime)
                (tenant, service, from, to) -> slow(good.between(tenant, service, from, to)),
            List.of("shouldBeFastEnoughForATransaction")));
  }

  @ParameterizedTest
  @MethodSource("calendars")
  void shouldFindMistakesOfCalendars(WorkingTime planted, List<String> failures) throws Exception {
    WorkingTimeContract contract =
        new WorkingTimeContract() {
          @Override
          protected WorkingTime calendar() {
            return planted;
          }

          @Override
          protected Instant beginOfWork() {
            return Instant.parse("2026-03-02T08:00:00Z");
          }
        };

    assertThat(failures(contract, WorkingTimeContract.class)).containsExactlyElementsOf(failures);
  }

  static Stream<Arguments> packs() {
    PackFiles good = DesignSamples.pack("net-team", "net-team");
    return Stream.of(
        Arguments.of((Supplier<PackFiles>) () -> good, List.of()),
        Arguments.of(
            (Supplier<PackFiles>) () -> DesignSamples.pack("net-team", "another"),
            List.of("shouldPassItsScenarios")),
        Arguments.of(
            (Supplier<PackFiles>)
                () -> PackFiles.of("house", Map.of("pack.yaml", good.bytes("pack.yaml"))),
            List.of("shouldPassItsScenarios")),
        Arguments.of(
            (Supplier<PackFiles>)
                () -> PackFiles.of("house", Map.of("pack.yaml", DesignSamples.utf8("pack: 'h'"))),
            List.of("shouldLoadAboveTheBuiltInPack", "shouldPassItsScenarios")),
        Arguments.of(
            (Supplier<PackFiles>) () -> DesignSamples.pack("team-" + count(), "net-team"),
            List.of("shouldBeTheSameAgain", "shouldPassItsScenarios")));
  }

  @ParameterizedTest
  @MethodSource("packs")
  void shouldFindMistakesOfPacks(Supplier<PackFiles> planted, List<String> failures)
      throws Exception {
    PolicyPackContract contract =
        new PolicyPackContract() {
          @Override
          protected PackFiles pack() {
            return planted.get();
          }
        };

    assertThat(failures(contract, PolicyPackContract.class)).containsExactlyElementsOf(failures);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of((Supplier<byte[]>) () -> DesignSamples.model("Wash"), List.of()),
        Arguments.of(
            (Supplier<byte[]>) () -> DesignSamples.utf8("<definitions/>"),
            List.of("shouldHaveNoErrorAndNoWarning", "shouldHaveStepsAndAPlainStart")),
        Arguments.of(
            (Supplier<byte[]>)
                () ->
                    DesignSamples.utf8(
                        new String(
                                DesignSamples.model("Wash"),
                                java.nio.charset.StandardCharsets.UTF_8)
                            .replace("targetRef=\"done\"", "targetRef=\"gone\"")),
            List.of("shouldHaveNoErrorAndNoWarning", "shouldHaveStepsAndAPlainStart")),
        Arguments.of(
            (Supplier<byte[]>) () -> DesignSamples.model("Wash " + count()),
            List.of("shouldBeTheSameAgain")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void shouldFindMistakesOfStreams(Supplier<byte[]> planted, List<String> failures)
      throws Exception {
    ValueStreamContract contract =
        new ValueStreamContract() {
          @Override
          protected byte[] model() {
            return planted.get();
          }
        };

    assertThat(failures(contract, ValueStreamContract.class)).containsExactlyElementsOf(failures);
  }

  private static String count() {
    return "number " + COUNT.incrementAndGet();
  }

  /** As long as a look into a database: nothing for a pure function. */
  private static <T> T slow(T value) {
    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    return value;
  }
}
