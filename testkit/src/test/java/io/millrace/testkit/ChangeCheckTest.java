// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.Operations;
import io.millrace.engine.PackActivation;
import io.millrace.model.ChangeWindow;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;
import io.millrace.rules.change.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Changes that an engine checks with the ports of its plugins and the packs of its tenants. */
class ChangeCheckTest {
  private static final Instant FROM = Instant.parse("2026-03-04T20:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-04T22:00:00Z");

  private static final ScriptedConfigurationGraph GRAPH =
      new ScriptedConfigurationGraph().knows("web-1", "shop", false);
  private static final ScriptedChangeCalendar CALENDAR =
      new ScriptedChangeCalendar()
          .knows(
              new ChangeWindow("spring sale", ChangeWindow.Type.FREEZE, FROM, TO, Set.of("shop")));
  private static final ScriptedChangeHistory FAILING = new ScriptedChangeHistory().failing(true);
  private static final ScriptedPeople PEOPLE =
      new ScriptedPeople().knows("ann", "web", "developer");

  private static TestMillrace millrace;

  @BeforeAll
  static void open() {
    millrace =
        TestMillrace.start(
            builder ->
                builder
                    .plugin(TestPlugin.named("acme-cmdb").configurationGraph(GRAPH).people(PEOPLE))
                    .plugin(
                        TestPlugin.named("acme-changes")
                            .changeCalendar(CALENDAR)
                            .changeHistory(FAILING)));
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  private static ChangeRequest.Builder change() {
    return ChangeRequest.builder("CHG-1")
        .items("web-1")
        .planned(FROM, TO)
        .team("web")
        .author("ann")
        .testsPassed(true)
        .backoutPlan("deploy the version before");
  }

  @Test
  void shouldAskThePortsOfEveryPlugin() {
    Operations operations = millrace.as("acme", "ann");

    ChangeVerdict verdict = operations.decisions().check(change().build());

    assertThat(verdict.verdict()).isEqualTo(Verdict.STOP);
    assertThat(verdict.find("freeze").orElseThrow().reason()).contains("spring sale");
    assertThat(verdict.decision().at()).isEqualTo(TestMillrace.START);
    assertThat(verdict.decision().inputs().isTrue("inFreeze")).isTrue();
    assertThat(GRAPH.calls()).contains(Set.of("web-1"));
    assertThat(operations.decisions().ofItem("CHG-1")).isEmpty();
  }

  @Test
  void shouldAskForAnApprovalWhenAPortFails() {
    ChangeVerdict verdict = millrace.as("acme", "ann").decisions().check(change().build());

    assertThat(verdict.find("track-record").orElseThrow().effective())
        .isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.decision().inputs().missing().values())
        .anySatisfy(why -> assertThat(why).contains("change history: it failed"));
  }

  @Test
  void shouldGoByTheGuardrailsOfTheCallersTenant() {
    // given
    Operations lenient = millrace.as("lenient", "ann");
    Operations strict = millrace.as("strict", "ann");
    activate(lenient, "freeze,shadow");
    activate(strict, "freeze,enforce");

    // when
    ChangeVerdict passed = lenient.decisions().check(change().build());
    ChangeVerdict stopped = strict.decisions().check(change().build());

    // then
    assertThat(passed.find("freeze").orElseThrow().effective()).isEqualTo(Verdict.PASS);
    assertThat(passed.find("freeze").orElseThrow().proposed()).isEqualTo(Verdict.STOP);
    assertThat(passed.decision().pack().id()).isEqualTo("guardrails");
    assertThat(stopped.verdict()).isEqualTo(Verdict.STOP);
  }

  private static void activate(Operations operations, String mode) {
    PackSource source =
        PackSource.of(
            "guardrails",
            Map.of(
                PackSource.MANIFEST,
                "pack: guardrails\nversion: \"1\"\nowner: Ann\n",
                "tables/guardrails.csv",
                "guardrail,mode\n" + mode + "\n"));
    operations
        .policies()
        .activate(PackActivation.of(operations.policies().add(source), "our guardrails"));
  }

  @Test
  void shouldRefuseAChangeOfAnotherTenant() {
    Operations operations = millrace.as("acme", "ann");

    assertThat(operations.decisions().check(change().tenant("acme").build()).findings())
        .isNotEmpty();
    assertThatThrownBy(() -> operations.decisions().check(change().tenant("bolt").build()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the change to be of the caller's tenant 'acme', but it is of 'bolt'.\n"
                + "Maybe leave the tenant out, or check it on behalf of a caller of that tenant.");
  }

  @Test
  void shouldRefuseASecondPortOfAKind() {
    assertSecondRefused("configuration graph", TestPlugin.named("other").configurationGraph(GRAPH));
    assertSecondRefused("directory of people", TestPlugin.named("other").people(PEOPLE));
    assertSecondRefused("change calendar", TestPlugin.named("other").changeCalendar(CALENDAR));
    assertSecondRefused("change history", TestPlugin.named("other").changeHistory(FAILING));
  }

  private static void assertSecondRefused(String port, TestPlugin second) {
    TestPlugin all =
        TestPlugin.named("acme")
            .configurationGraph(GRAPH)
            .people(PEOPLE)
            .changeCalendar(CALENDAR)
            .changeHistory(FAILING);
    assertThatThrownBy(() -> TestMillrace.start(builder -> builder.plugin(all).plugin(second)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected at most one "
                + port
                + ", but the plugins 'acme' and 'other' both bring one.\n"
                + "Maybe leave one out, or write a plugin that asks both.");
  }

  @Test
  @Timeout(60)
  void shouldNeitherWaitForAPortThatHangsNorFailToClose() throws InterruptedException {
    // given
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ConfigurationGraph hanging =
        (tenant, ids) -> {
          awaitIgnoringInterrupts(release);
          ended.countDown();
          return Map.of();
        };
    ChangeVerdict verdict;

    // when
    try (TestMillrace slow =
        TestMillrace.start(
            builder ->
                builder
                    .factSourceBudget(Duration.ofMillis(200))
                    .plugin(TestPlugin.named("slow").configurationGraph(hanging)))) {
      verdict = slow.as("acme", "ann").decisions().check(change().build());
    } // closing does not wait for it either

    // then
    assertThat(verdict.find("blast-radius").orElseThrow().effective())
        .isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.decision().inputs().missing().values())
        .contains("configuration graph: it took longer than 200 ms");
    assertThat(ended.getCount()).isEqualTo(1);
    release.countDown();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitIgnoringInterrupts(CountDownLatch latch) {
    boolean released = false;
    while (!released) {
      try {
        latch.await();
        released = true;
      } catch (InterruptedException e) {
        // a port that does not react: the engine must not depend on it
      }
    }
  }
}
