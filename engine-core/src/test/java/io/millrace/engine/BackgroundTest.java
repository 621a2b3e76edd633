// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.rules.PullComparison;
import io.millrace.rules.PullCriterion;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies see of a work item besides its facts, and the order in which items are pulled. */
class BackgroundTest {
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().clock(CLOCK).timers(false).build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  private static Demand.Builder demand(String id) {
    return Demand.builder(id).title("Help").fact("impact", 3).fact("urgency", 3);
  }

  private Receipt update(String id, String fact, Object value) {
    return desk.ops.work().updateFacts(UpdateFacts.of(id, Facts.of(fact, value)));
  }

  /** What the latest decision on an item saw. */
  private Facts seen(Receipt receipt, DecisionPoint point) {
    return desk.ops
        .decisions()
        .find(receipt.findDecision(point).orElseThrow())
        .orElseThrow()
        .decision()
        .inputs();
  }

  private List<String> pulled() {
    return desk.ops.work().search(WorklistQuery.all().order(WorklistOrder.PULL)).entries().stream()
        .map(WorklistEntry::item)
        .toList();
  }

  // --- facts

  @Test
  void shouldTellPoliciesWhenAnItemWasOpened() {
    Receipt receipt = desk.submit(demand("A").occurredAt(CLOCK.instant().minusSeconds(60)));

    assertThat(seen(receipt, DecisionPoint.CLASSIFICATION).text("openedAt", ""))
        .isEqualTo(CLOCK.instant().minusSeconds(60).toString());
  }

  @Test
  void shouldLetTheHostSayWhenAnItemWasOpened() {
    Receipt receipt = desk.submit(demand("A").fact("openedAt", "2020-02-29"));

    assertThat(seen(receipt, DecisionPoint.PRIORITY).text("openedAt", "")).isEqualTo("2020-02-29");
  }

  @Test
  void shouldRaiseThePriorityOfWhatHasBeenOpenForLong() {
    Receipt young = desk.submit(demand("A"));
    CLOCK.forward(Duration.ofDays(8));

    Receipt old = update("A", "floor", 3);

    assertThat(young.item().priority()).isNotEqualTo(old.item().priority());
    assertThat(
            desk.ops
                .decisions()
                .explain(old.findDecision(DecisionPoint.PRIORITY).orElseThrow())
                .toText())
        .contains("it has been open for a week");
  }

  @Test
  void shouldCountHowOftenAnItemIsPassedToAnotherTeam() {
    desk.submit(demand("A"));
    desk.ops.work().reassign(Reassign.of("A").team("network"));
    desk.ops.work().reassign(Reassign.of("A").team("network").assignee("bob"));
    desk.ops.work().reassign(Reassign.of("A").team("database"));

    Facts seen = seen(update("A", "floor", 3), DecisionPoint.PRIORITY);

    assertThat(seen.text("reassignments", "")).isEqualTo("2");
    assertThat(seen.text("routing_team", "")).isEqualTo("database");
  }

  @Test
  void shouldCountHowOftenAnItemIsReopened() {
    desk.close("A");
    desk.ops.work().reopen(Reopen.of("A", "it is back"));

    assertThat(seen(update("A", "floor", 3), DecisionPoint.PRIORITY).text("reopened", ""))
        .isEqualTo("1");
  }

  @Test
  void shouldCountTheHoursForWhichAnItemIsBlocked() {
    desk.submit(demand("A"));
    block(Duration.ofMinutes(90));
    CLOCK.forward(Duration.ofHours(5));
    desk.ops.work().block(BlockStep.of("A", "waits again"));
    CLOCK.forward(Duration.ofHours(2));

    assertThat(blockedHours()).isEqualTo("3.5");
    desk.ops.work().unblock(UnblockStep.of("A"));
    CLOCK.forward(Duration.ofHours(1));
    assertThat(blockedHours()).isEqualTo("3.5");
  }

  private void block(Duration time) {
    desk.ops.work().block(BlockStep.of("A", "waits for parts"));
    CLOCK.forward(time);
    desk.ops.work().unblock(UnblockStep.of("A"));
  }

  private String blockedHours() {
    return seen(update("A", "floor", 3), DecisionPoint.PRIORITY).text("blockedHours", "");
  }

  @Test
  void shouldLetTheHostsCountWinOverItsOwn() {
    desk.submit(demand("A").fact("reassignments", 7));

    assertThat(seen(update("A", "floor", 3), DecisionPoint.PRIORITY).values())
        .containsEntry("reassignments", 7L);
  }

  @Test
  void shouldShowEarlierAnswersToLaterDecisionsOfTheStream() {
    Receipt receipt = desk.submit(demand("A"));
    desk.complete("A", "register");

    Receipt asked = desk.complete("A", "investigate", "specialist");

    Facts seen = seen(asked, DecisionPoint.CLASSIFICATION);
    assertThat(seen.text("priority_level", "")).isEqualTo(receipt.item().priority());
    assertThat(seen.text("priority_rank", "")).isEqualTo("3");
    assertThat(seen.text("routing_mode", "")).isEqualTo("tier");
    assertThat(seen.has("classification_kind")).as("the answer that is replaced").isFalse();
  }

  // --- expedite is scarce

  private Demand.Builder rush(int number) {
    return demand("RUSH-" + number).fact("expedite", "the board meets");
  }

  @Test
  void shouldExpediteNoMoreThanAFewItems() {
    List<ClassOfService> classes =
        IntStream.range(0, 5).mapToObj(i -> desk.submit(rush(i)).item().classOfService()).toList();

    assertThat(classes)
        .containsExactly(
            ClassOfService.EXPEDITE,
            ClassOfService.EXPEDITE,
            ClassOfService.EXPEDITE,
            ClassOfService.STANDARD,
            ClassOfService.STANDARD);
    assertThat(Desk.ofNewTenant(millrace).submit(rush(0)).item().classOfService())
        .as("of another tenant")
        .isEqualTo(ClassOfService.EXPEDITE);
  }

  @Test
  void shouldCountWithinOneSubmission() {
    List<Demand> demands = IntStream.range(0, 5).mapToObj(i -> rush(i).build()).toList();

    assertThat(desk.ops.intake().submitAll(demands))
        .filteredOn(receipt -> receipt.item().classOfService() == ClassOfService.EXPEDITE)
        .hasSize(3);
  }

  @Test
  void shouldKeepAnItemExpeditedWhenItsFactsChange() {
    IntStream.range(0, 3).forEach(i -> desk.submit(rush(i)));

    assertThat(update("RUSH-1", "floor", 3).item().classOfService())
        .as("it does not count itself")
        .isEqualTo(ClassOfService.EXPEDITE);
  }

  @Test
  void shouldExpediteAgainWhenOneIsDone() {
    IntStream.range(0, 3).forEach(i -> desk.submit(rush(i)));
    desk.ops.work().cancel(Cancel.of("RUSH-1", "the board went home"));

    assertThat(desk.submit(rush(3)).item().classOfService()).isEqualTo(ClassOfService.EXPEDITE);
  }

  // --- the pull order

  @Test
  void shouldListWorkInPullOrder() {
    desk.submit(demand("MID"));
    CLOCK.forward(Duration.ofMinutes(1));
    desk.submit(demand("MID-LATER"));
    desk.submit(demand("LOW").fact("impact", 5).fact("urgency", 5));
    desk.submit(demand("TOP").fact("impact", 1).fact("urgency", 1));
    desk.submit(demand("RUSH").fact("expedite", "the board meets"));

    assertThat(pulled()).containsExactly("RUSH", "TOP", "MID", "MID-LATER", "LOW");
  }

  @Test
  void shouldFindThePlaceAnewWhenFactsChange() {
    desk.submit(demand("A"));
    CLOCK.forward(Duration.ofMinutes(1));
    desk.submit(demand("B"));
    assertThat(pulled()).containsExactly("A", "B");

    update("B", "impact", 1);
    assertThat(pulled()).containsExactly("B", "A");
  }

  @Test
  void shouldFindThePlaceAnewWhenAStepTeachesSomething() {
    desk.submit(demand("A"));
    CLOCK.forward(Duration.ofMinutes(1));
    desk.submit(demand("B"));

    desk.ops
        .work()
        .complete(
            CompleteStep.of("B", "register")
                .facts(Facts.of("dueAt", CLOCK.instant().plusSeconds(9_999_999).toString())));

    assertThat(pulled()).containsExactly("B", "A");
  }

  @Test
  void shouldPullByTheOrderOfTheTenantsPack() {
    PackFiles pack = PackFiles.of("house", "1", "settings:", "  pull-order: [last-in-first-out]");
    desk.ops.policies().add(pack.source());
    desk.ops.policies().activate(PackActivation.of("house", "1", "we work like that"));
    for (String id : List.of("A", "B", "C")) {
      desk.submit(demand(id));
      CLOCK.forward(Duration.ofMinutes(1));
    }

    assertThat(pulled()).containsExactly("C", "B", "A");
    assertThat(desk.ops.decisions().compare("A", "B").criterion())
        .isEqualTo(PullCriterion.LAST_IN_FIRST_OUT);
  }

  @Test
  void shouldSayWhichOfTwoItemsIsPulledFirstAndWhy() {
    desk.submit(demand("A"));
    desk.submit(demand("B").fact("urgency", 1));

    PullComparison comparison = desk.ops.decisions().compare("A", "B");

    assertThat(comparison.criterion()).isEqualTo(PullCriterion.PRIORITY);
    assertThat(comparison.equal()).containsExactly(PullCriterion.CLASS_OF_SERVICE);
    assertThat(comparison.text()).startsWith("'B' is pulled before 'A' by priority: ");
    assertThat(desk.ops.decisions().compare("B", "A").text()).isEqualTo(comparison.text());
  }

  @Test
  void shouldCompareTheItemsOfTheTenantAlone() {
    desk.submit(demand("A"));
    Desk.ofNewTenant(millrace).submit(demand("FOREIGN"));

    assertThatThrownBy(() -> desk.ops.decisions().compare("A", "FOREIGN"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected work item 'FOREIGN' to be there, but the tenant has none of that id.\n"
                + "Maybe submit it first, or check the caller's tenant.");
  }

  @Test
  void shouldAnswerSeveralQuestionsInOrder() {
    Facts facts =
        Facts.builder().put("impact", 1).put("urgency", 1).put("workStopped", "many").build();

    assertThat(
            desk.ops
                .decisions()
                .decide(
                    List.of(DecisionPoint.TRIAGE, DecisionPoint.PRIORITY, DecisionPoint.ESCALATION),
                    facts,
                    CLOCK.instant()))
        .extracting(
            decision ->
                decision.output(
                    decision.point().equals(DecisionPoint.TRIAGE)
                        ? "harm"
                        : decision.point().equals(DecisionPoint.PRIORITY) ? "rank" : "escalation",
                    "none"))
        .containsExactly("severe", "1", "none");
  }
}
