// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.KnowledgeArticle;
import io.millrace.model.Notification;
import io.millrace.model.Notification.Reason;
import io.millrace.model.Notification.Recipient;
import io.millrace.model.Person;
import io.millrace.model.Resource;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hosts bring: knowledge, people, notifications, callers, ids and the clock. */
class HostPortsTest {
  private static final List<Notification> TOLD = new CopyOnWriteArrayList<>();
  private static final List<Demand> SEARCHED = new CopyOnWriteArrayList<>();
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  private static final ThreadLocal<Caller> CALLER = new ThreadLocal<>();
  private static volatile Function<Demand, List<KnowledgeArticle>> knowledge = one -> List.of();
  private static Millrace millrace;
  private Desk desk;

  /** A directory of a few people. */
  private static final class Directory implements People {
    private static final List<Person> ALL =
        List.of(
            new Person("ann", Set.of(), Set.of("apps"), Set.of(), true),
            new Person("bob", Set.of(), Set.of("apps"), Set.of("java"), true),
            new Person("cleo", Set.of(), Set.of("net"), Set.of("java", "network"), true),
            new Person("dan", Set.of(), Set.of("apps"), Set.of("java", "network"), false));

    @Override
    public Map<String, Person> lookUp(String tenant, Set<String> ids, Instant at) {
      Map<String, Person> found = new LinkedHashMap<>();
      ALL.stream().filter(one -> ids.contains(one.id())).forEach(one -> found.put(one.id(), one));
      return found;
    }

    @Override
    public Map<String, Person> find(String tenant, String team, Set<String> skills, Instant at) {
      Map<String, Person> found = new LinkedHashMap<>();
      ALL.stream()
          .filter(
              one -> one.teams().contains(team) || one.skills().stream().anyMatch(skills::contains))
          .forEach(one -> found.put(one.id(), one));
      return found;
    }
  }

  /** Fails at once. */
  private static final class Broken implements StepHandler {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public Completion handle(Task task) {
      throw new IllegalStateException("no such machine");
    }
  }

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .handlerAttempts(1)
            .valueStream(
                TestModel.of("change")
                    .start()
                    .step("build", "accountable=service owner")
                    .step(
                        "approve",
                        "stepNumber=2",
                        "results=approved,declined",
                        "approves=change-guardrail",
                        "separateFrom=requester,build",
                        "responsible=change manager")
                    .end("done")
                    .build())
            .valueStream(
                TestModel.of("automated").start().handler("run", "broken").end("ran").build())
            .plugin(
                new PluginTest.Bundle(
                    "axle",
                    to ->
                        to.knowledgeBase(
                                (tenant, demands) -> {
                                  SEARCHED.addAll(demands);
                                  Map<String, List<KnowledgeArticle>> found = new LinkedHashMap<>();
                                  demands.forEach(one -> found.put(one.id(), knowledge.apply(one)));
                                  return found;
                                })
                            .people(new Directory())
                            .notifier(TOLD::add)
                            .stepHandler(new Broken())
                            .callerSource(CALLER::get)
                            .clock(Clock.fixed(NOW, ZoneOffset.UTC))))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    knowledge = one -> List.of();
    CALLER.remove();
  }

  private Notification told(Reason reason) throws Exception {
    return Eventually.until(
            () ->
                TOLD.stream()
                    .filter(one -> one.tenant().equals(desk.tenant) && one.reason() == reason)
                    .toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  @Test
  void shouldTurnAKnownErrorIntoFactsOfTheWorkItem() {
    // given
    knowledge =
        one ->
            List.of(
                KnowledgeArticle.of("KB-7", "How to book by phone"),
                new KnowledgeArticle("KE-3", "Payment times out", true, "book by phone"));

    // when
    Receipt receipt = desk.submit(Demand.builder("Q-1").title("Cannot pay").fact("impact", 1));

    // then
    Facts facts = desk.ops.work().facts(receipt.item().id());
    assertThat(facts.values())
        .containsEntry("knownError", "KE-3")
        .containsEntry("workaround", true)
        .containsEntry("workaroundText", "book by phone")
        .containsEntry("knowledge", List.of("KB-7", "KE-3"));
    assertThat(SEARCHED)
        .filteredOn(one -> one.title().equals("Cannot pay"))
        .extracting(one -> one.facts().text("impact", ""))
        .as("what is known already")
        .contains("1");
  }

  @Test
  void shouldLetTheHostsWordOnWorkaroundsWin() {
    knowledge = one -> List.of(new KnowledgeArticle("KE-3", "x", true, "walk"));

    desk.submit(Demand.builder("Q-1").title("Cannot pay").fact("workaround", false));

    assertThat(desk.ops.work().facts("Q-1").values())
        .containsEntry("workaround", false)
        .containsEntry("knownError", "KE-3");
    assertThat(desk.ops.work().facts("nobody")).isEqualTo(Facts.none());
  }

  @Test
  void shouldMarkKnowledgeMissingWhenItFails() {
    knowledge =
        one -> {
          throw new IllegalStateException("the wiki is down");
        };

    Receipt receipt = desk.submit("Q-1");

    assertThat(receipt.item().openSteps()).hasSize(1);
    assertThat(desk.ops.work().facts("Q-1").missing())
        .containsEntry(
            "knownError",
            "knowledge base: it failed: java.lang.IllegalStateException: the wiki is down");
  }

  @Test
  void shouldSayWhoCanTakeAStep() {
    // given
    desk.submit(
        Demand.builder("C-1").title("x").stream("change")
            .fact("skillsNeeded", List.of("network", "java")));
    desk.ops.work().reassign(Reassign.of("C-1").team("apps"));
    desk.submit(Demand.builder("C-2").title("y").stream("change"));
    desk.ops.work().start(StartStep.of("C-2").assignee("cleo"));

    // when
    List<Candidate> candidates = desk.ops.work().candidates("C-1", "build");

    // then
    assertThat(candidates)
        .extracting(one -> one.person().id(), one -> one.skills().size(), Candidate::openSteps)
        .containsExactly(
            tuple("cleo", 2, 1), tuple("bob", 1, 0), tuple("ann", 0, 0), tuple("dan", 2, 0));
  }

  @Test
  void shouldLeaveOutWhoMayNotTakeIt() {
    // given
    desk.submit(
        Demand.builder("C-1").title("x").requester("bob").stream("change")
            .fact("skillsNeeded", "java"));
    desk.ops.work().reassign(Reassign.of("C-1").team("apps"));
    desk.complete("C-1", "build"); // by ann
    desk.ops.work().reassign(Reassign.of("C-1").team("apps"));

    // then
    assertThat(desk.ops.work().candidates("C-1", null))
        .extracting(one -> one.person().id())
        .containsExactly("cleo", "dan");
    assertThatThrownBy(() -> desk.ops.work().candidates("C-404", null))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void shouldTellWhenExpeditedWorkArrivesAndOnlyThen() throws Exception {
    // when
    desk.submit(Demand.builder("E-1").title("All is down").fact("expedite", "fire"));
    desk.ops.work().updateFacts(UpdateFacts.of("E-1", Facts.of("impact", 1)));
    desk.ops.work().block(BlockStep.of("E-1", "no keys"));

    // then
    Notification blocked = told(Reason.STEP_BLOCKED); // the events of an item come in order
    Notification arrived = told(Reason.EXPEDITE_ARRIVED);
    assertThat(arrived.title()).isEqualTo("All is down");
    assertThat(arrived.recipients()).extracting(Recipient::type).containsOnly(Recipient.Type.TEAM);
    assertThat(blocked.text()).isEqualTo("no keys");
    assertThat(blocked.step()).isEqualTo("register");
    assertThat(TOLD)
        .filteredOn(one -> one.item().equals("E-1") && one.tenant().equals(desk.tenant))
        .hasSize(2);
  }

  @Test
  void shouldAskThoseWhoApprove() throws Exception {
    desk.submit(Demand.builder("C-1").title("x").stream("change"));

    desk.complete("C-1", "build");

    assertThat(told(Reason.APPROVAL_ASKED).recipients())
        .containsExactly(new Recipient(Recipient.Type.ROLE, "change manager"));
  }

  @Test
  void shouldTellWhomAStepWasHandedTo() throws Exception {
    desk.submit(Demand.builder("C-1").title("x").stream("change"));

    desk.ops.work().reassign(Reassign.of("C-1").team("net").assignee("cleo"));

    assertThat(told(Reason.STEP_REASSIGNED).recipients())
        .containsExactly(
            new Recipient(Recipient.Type.PERSON, "cleo"),
            new Recipient(Recipient.Type.TEAM, "net"));
  }

  @Test
  void shouldTellWhatWasGivenUp() throws Exception {
    desk.submit(Demand.builder("A-1").title("x").stream("automated"));

    assertThat(told(Reason.FAILURE_GIVEN_UP).text()).contains("no such machine");
  }

  @Test
  void shouldActForTheCallerOfTheThread() {
    // given
    CALLER.set(new Caller(desk.tenant, "zoe"));

    // when
    millrace.current().intake().submit(Demand.builder("Q-1").title("x").build());

    // then
    assertThat(desk.ops.work().find("Q-1")).isPresent();
    CALLER.remove();
    assertThatThrownBy(() -> millrace.current())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the caller source to say who calls, but it gave nobody.\n"
                + "Maybe let it throw if nobody is signed in, or call as(caller).");
  }

  @Test
  void shouldNameDemandByWhatItSays() {
    // given
    Demand alert =
        Demand.builder()
            .title("Disk full")
            .source(DemandSource.MONITORING)
            .fact("sourceId", "4711")
            .build();
    Demand plain = Demand.builder().title("Help").fact("impact", 2).build();

    // when
    Receipt named = desk.ops.intake().submit(alert);
    Receipt first = desk.ops.intake().submit(plain);
    Receipt again = desk.ops.intake().submit(plain);
    Receipt other = desk.ops.intake().submit(Demand.builder().title("Help").build());

    // then
    assertThat(named.item().id()).isEqualTo("monitoring-4711");
    assertThat(again.repeated()).isTrue();
    assertThat(again.item().id()).isEqualTo(first.item().id()).startsWith("consumer-");
    assertThat(other.item().id()).isNotEqualTo(first.item().id());
  }

  @Test
  void shouldGoByTheContributedClock() {
    assertThat(desk.submit("Q-1").item().openedAt()).isEqualTo(NOW);
  }

  @Test
  void shouldShowHowContributionsDo() {
    desk.submit("Q-1");

    assertThat(millrace.contributions())
        .filteredOn(one -> one.port().equals("knowledge base"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.plugin()).isEqualTo("axle");
              assertThat(one.calls()).isPositive();
              assertThat(one.running()).isZero();
            });
    assertThat(millrace.contributions())
        .extracting(ContributionStatus::port)
        .contains("notifier", "step handler", "directory of people");
  }

  @Test
  void shouldAskAboutTheIdThatDemandWithoutOneGets() {
    List<Resource> asked = new CopyOnWriteArrayList<>();
    try (Millrace guarded =
        Millrace.builder()
            .plugin(
                new PluginTest.Bundle(
                    "rights",
                    to ->
                        to.demandIds((tenant, demand) -> "SECRET-1")
                            .authorisation(
                                question -> {
                                  asked.addAll(question.resources());
                                  return Authorisation.Answer.deny("not yours");
                                })))
            .build()) {
      Operations ops = guarded.as(Caller.actor("eve"));

      assertThatThrownBy(() -> ops.intake().submit(Demand.builder().title("No mail").build()))
          .isInstanceOf(NotAllowedException.class);

      assertThat(asked).containsExactly(new Resource(Resource.Type.WORK_ITEM, "SECRET-1"));
    }
  }

  @Test
  void shouldNameThePluginThatBringsNothing() {
    assertThatThrownBy(() -> Millrace.builder().plugin(bringing(null)).build())
        .hasMessageStartingWith(
            "Expected plugin 'careless' to bring a participant, but it gave null");
  }

  @SuppressWarnings("NullAway") // what a careless plugin does
  private static PluginTest.Bundle bringing(
      @org.jspecify.annotations.Nullable Participant nothing) {
    return new PluginTest.Bundle("careless", to -> to.participant(nothing));
  }
}
