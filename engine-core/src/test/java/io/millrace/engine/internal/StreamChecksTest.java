// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.Isolation;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.StreamCheck.Finding;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("no-store")
class StreamChecksTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final String MODEL =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">
        <process id="lend" name="Lend" isExecutable="true">
          <startEvent id="asked" />
          <sequenceFlow id="f1" sourceRef="asked" targetRef="fetch" />
          <userTask id="fetch" name="Fetch it">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="1" />
                <c:property name="activity" value="deliver and support" />
              </c:properties>
            </extensionElements>
          </userTask>
          <sequenceFlow id="f2" sourceRef="fetch" targetRef="done" />
          <endEvent id="done" />
        </process>
      </definitions>
      """;
  private static final ValueStream LEND =
      ValueStreams.read("lend.bpmn", MODEL.getBytes(StandardCharsets.UTF_8));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private StreamChecks checks(Duration budget, StreamCheck... checks) {
    List<StreamChecks.Named> named = new ArrayList<>();
    for (StreamCheck check : checks) {
      named.add(new StreamChecks.Named("acme", "acme-check-" + (named.size() + 1), check));
    }
    Shields shields =
        new Shields(Isolation.defaults(), threads, failure -> FailureText.of(failure, 500));
    return new StreamChecks(named, shields, budget);
  }

  @Test
  void shouldSayWhereAFindingIs() {
    StreamChecks checks =
        checks(
            LONG,
            stream ->
                List.of(
                    Finding.error("fetch", "a step", "one"),
                    Finding.warning("f2", "a\n  flow", "two"),
                    new Finding(StreamCheck.Severity.INFO, null, "all of it", "three"),
                    Finding.error("nowhere", "lost", "four")));

    assertThat(checks.run(LEND))
        .containsExactly(
            new ModelProblem("acme-check-1", Severity.ERROR, "fetch", 6, "a step", "one"),
            new ModelProblem("acme-check-1", Severity.WARNING, "f2", 14, "a flow", "two"),
            new ModelProblem("acme-check-1", Severity.INFO, null, 3, "all of it", "three"),
            new ModelProblem("acme-check-1", Severity.ERROR, "nowhere", 0, "lost", "four"));
  }

  @Test
  void shouldRefuseErrorsOfAllChecksAtOnceAndLetWarningsPass() {
    StreamCheck warns = stream -> List.of(Finding.warning(null, "hm", "look"));
    StreamCheck refuses = stream -> List.of(Finding.error("fetch", "no", "go"));

    assertThatCode(() -> checks(LONG, warns).require(LEND)).doesNotThrowAnyException();
    assertThatThrownBy(() -> checks(LONG, refuses, warns, refuses).require(LEND))
        .isInstanceOfSatisfying(
            ValueStreamException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ModelProblem::check)
                    .containsExactly("acme-check-1", "acme-check-3"));
  }

  @SuppressWarnings("NullAway") // planted
  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of(
            (StreamCheck)
                stream -> {
                  throw new Exception("out of order");
                },
            "it failed: java.lang.Exception: out of order"),
        Arguments.of(
            (StreamCheck)
                stream -> {
                  throw new AssertionError();
                },
            "it failed: java.lang.AssertionError"),
        Arguments.of((StreamCheck) stream -> null, "it gave nothing"),
        Arguments.of(
            (StreamCheck) stream -> Collections.singletonList(null),
            "it gave a finding with a part missing"),
        Arguments.of(
            (StreamCheck) stream -> Arrays.asList(new Finding(null, null, "x", "y")),
            "it gave a finding with a part missing"),
        Arguments.of(
            (StreamCheck)
                stream -> {
                  new CountDownLatch(1).await();
                  return List.of();
                },
            "it took longer than 100 ms"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void shouldRefuseTheModelIfACheckDoesNotSay(StreamCheck check, String why) {
    StreamCheck fine = stream -> List.of();

    assertThat(checks(SHORT, fine, check, fine).run(LEND))
        .singleElement()
        .isEqualTo(
            new ModelProblem(
                "acme-check-2",
                Severity.ERROR,
                null,
                3,
                "Expected the check 'acme-check-2' of plugin 'acme' to say whether 'lend' is good,"
                    + " but "
                    + why
                    + ".",
                "try again, or tell whoever wrote the plugin"));
  }

  @Test
  void shouldHoldOneThreadAtMostForACheckThatHangs() throws Exception {
    // given
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    StreamChecks checks =
        checks(
            SHORT,
            stream -> {
              if (calls.incrementAndGet() == 1) {
                awaitWhateverHappens(end);
                ended.countDown();
              }
              return List.of();
            });

    // when
    assertThat(checks.run(LEND)).singleElement().asString().contains("it took longer than 100 ms");

    // then
    for (int i = 0; i < 50; i++) {
      assertThat(checks.run(LEND))
          .singleElement()
          .asString()
          .contains("it is still at work on an earlier call");
    }
    assertThat(calls).hasValue(1);

    // when it comes back after all
    end.countDown();
    ended.await();
    assertThatCode(
            () -> {
              while (!checks.run(LEND).isEmpty()) {
                Thread.onSpinWait();
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldLetOneModelWaitForAnother() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    StreamChecks checks =
        checks(
            LONG,
            stream -> {
              begun.countDown();
              goOn.await();
              return List.of();
            });
    Future<List<ModelProblem>> first = threads.submit(() -> checks.run(LEND));
    begun.await();
    Future<List<ModelProblem>> second = threads.submit(() -> checks.run(LEND));

    goOn.countDown();

    assertThat(first.get()).isEmpty();
    assertThat(second.get()).isEmpty();
  }

  @Test
  void shouldNotCheckWhatComesWithMillrace() {
    StreamCheck refuses = stream -> List.of(Finding.error(null, "no", "go"));

    for (ValueStream stream : ValueStreams.builtIn()) {
      assertThat(checks(LONG, refuses).run(stream)).isEmpty();
    }
    assertThat(checks(LONG, refuses).run(LEND)).hasSize(1);
  }

  @Test
  void shouldRefuseAModelWhenTheThreadIsInterruptedOrMillraceIsClosed() {
    StreamChecks checks = checks(LONG, stream -> List.of());

    Thread.currentThread().interrupt();
    assertThat(checks.run(LEND)).singleElement().asString().contains("was interrupted");
    assertThat(Thread.interrupted()).isTrue();

    threads.shutdownNow();
    assertThat(checks.run(LEND)).singleElement().asString().contains("this Millrace is closed");
  }

  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // a check that does not care
      }
    }
  }
}
