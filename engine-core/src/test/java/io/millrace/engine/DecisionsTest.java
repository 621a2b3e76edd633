// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.model.Reason;
import io.millrace.rules.Explanation;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a decision, and how it is explained. */
class DecisionsTest {
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;
  private Receipt receipt;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().clock(CLOCK).build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void submit() {
    desk = Desk.ofNewTenant(millrace);
    receipt =
        desk.submit(
            Demand.builder("INC-1")
                .title("The printer is on fire")
                .requester("bob")
                .fact("impact", 2)
                .fact("urgency", 1)
                .fact("floor", "3rd"));
  }

  private UUID id(DecisionPoint point) {
    return receipt.findDecision(point).orElseThrow();
  }

  @Test
  void shouldKeepADecisionWithEverythingThatLedToIt() {
    DecisionRecord record = desk.ops.decisions().find(id(DecisionPoint.PRIORITY)).orElseThrow();

    assertThat(record.id()).isEqualTo(id(DecisionPoint.PRIORITY));
    assertThat(record.item()).isEqualTo("INC-1");
    assertThat(record.recordedAt()).isEqualTo(TestClock.START);
    Decision decision = record.decision();
    assertThat(decision.point()).isEqualTo(DecisionPoint.PRIORITY);
    assertThat(decision.at()).isEqualTo(TestClock.START);
    assertThat(decision.output("level")).isEqualTo(receipt.item().priority());
    assertThat(decision.inputs().values())
        .containsEntry("floor", "3rd")
        .containsEntry("impact", 2L)
        .containsEntry("requester", "bob")
        .containsEntry("title", "The printer is on fire")
        .containsKey("classification_kind");
    assertThat(decision.pack().digest()).hasSize(64);
    assertThat(decision.reasons())
        .filteredOn(Reason::decided)
        .isNotEmpty()
        .allSatisfy(reason -> assertThat(reason.cell()).contains("urgency 1"));
  }

  @Test
  void shouldDecideTheSameAgainFromTheStoredInputs() {
    for (DecisionRecord record : desk.ops.decisions().ofItem("INC-1")) {
      Decision stored = record.decision();
      Decision again = desk.ops.decisions().decide(stored.point(), stored.inputs(), stored.at());

      assertThat(again.outputs()).isEqualTo(stored.outputs());
      assertThat(again.reasons()).isEqualTo(stored.reasons());
      assertThat(again.pack()).isEqualTo(stored.pack());
    }
  }

  @Test
  void shouldExplainWithRuleCellFactsAndPack() {
    Explanation explanation = desk.ops.decisions().explain(id(DecisionPoint.PRIORITY));

    assertThat(explanation.toText())
        .contains("level = " + receipt.item().priority())
        .contains("because rule 'io.millrace.policy.priority/impact and urgency'")
        .contains("cell: impact 2")
        .contains("fact urgency = 1")
        .contains(explanation.decision().pack().version());
  }

  @Test
  void shouldListTheDecisionsOfAnItemOldestFirst() {
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "specialist");

    assertThat(desk.ops.decisions().ofItem("INC-1"))
        .extracting(record -> record.decision().point())
        .containsExactly(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE,
            DecisionPoint.ROUTING,
            DecisionPoint.CLASSIFICATION);
    assertThat(desk.ops.decisions().ofItem("INC-404")).isEmpty();
  }

  @Test
  void shouldDecideAgainWhenFactsChange() {
    // when
    Receipt updated =
        desk.ops
            .work()
            .updateFacts(
                UpdateFacts.of(
                    "INC-1", Facts.builder().put("impact", 1).put("expedite", "fire").build()));

    // then
    assertThat(updated.decisions().keySet())
        .containsExactly(
            DecisionPoint.CLASSIFICATION, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);
    assertThat(updated.item().priority()).startsWith("1");
    assertThat(updated.item().classOfService()).isEqualTo(ClassOfService.EXPEDITE);
    assertThat(updated.item().team()).isEqualTo(receipt.item().team());
    assertThat(
            desk.ops
                .decisions()
                .find(id(DecisionPoint.PRIORITY))
                .orElseThrow()
                .decision()
                .inputs()
                .text("impact", ""))
        .isEqualTo("2");
  }

  @Test
  void shouldKeepAReclassificationWhenFactsChangeAndWhenTheStreamAsksAgain() {
    // given
    Receipt reclassified =
        desk.ops
            .work()
            .reclassify(
                Reclassify.of("INC-1", "it comes back").kind(Kind.PROBLEM).category("hardware"));
    assertThat(reclassified.item().kind()).isEqualTo(Kind.PROBLEM);

    // when
    desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of("impact", 4)));
    desk.complete("INC-1", "register");
    Receipt asked = desk.complete("INC-1", "investigate", "specialist");

    // then
    assertThat(asked.findDecision(DecisionPoint.CLASSIFICATION)).isPresent();
    assertThat(asked.item().kind()).isEqualTo(Kind.PROBLEM);
    assertThat(asked.item().category()).isEqualTo("hardware");
    assertThat(
            desk.ops
                .decisions()
                .find(asked.findDecision(DecisionPoint.CLASSIFICATION).orElseThrow())
                .orElseThrow()
                .decision()
                .inputs()
                .text("reclassifiedBecause", ""))
        .isEqualTo("it comes back");
  }

  @Test
  void shouldAnswerFromFactsAloneAndStoreNothing() {
    Decision decision =
        desk.ops
            .decisions()
            .decide(
                DecisionPoint.PRIORITY,
                Facts.of(Map.of("impact", 1, "urgency", 1)),
                TestClock.START);

    assertThat(decision.output("level")).startsWith("1");
    assertThat(desk.ops.decisions().ofItem("INC-1")).hasSize(4);
  }

  @Test
  void shouldRefuseToExplainWhatTheTenantDoesNotHave() {
    UUID unknown = UUID.fromString("00000000-0000-0000-0000-000000000001");

    assertThat(desk.ops.decisions().find(unknown)).isEmpty();
    assertThatThrownBy(() -> desk.ops.decisions().explain(unknown))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected decision '"
                + unknown
                + "' to be there, but the tenant has none.\n"
                + "Maybe take the id from a receipt or from the decisions of the work item.");
  }

  @Test
  void shouldKeepTenantsApart() {
    // given
    Desk other = Desk.ofNewTenant(millrace);
    other.submit("INC-2");

    // then
    assertThat(other.ops.work().find("INC-1")).isEmpty();
    assertThat(other.ops.work().history("INC-1")).isEmpty();
    assertThat(other.ops.decisions().ofItem("INC-1")).isEmpty();
    assertThat(other.ops.decisions().find(id(DecisionPoint.PRIORITY))).isEmpty();
    assertThatThrownBy(() -> other.ops.decisions().explain(id(DecisionPoint.PRIORITY)))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> other.complete("INC-1", "register"))
        .isInstanceOf(NotFoundException.class);
    assertThat(other.ops.work().search(WorklistQuery.all()).entries())
        .extracting(WorklistEntry::item)
        .containsExactly("INC-2");
    assertThat(other.ops.flow().report(FlowQuery.all()).arrived()).isEqualTo(1);
    assertThat(other.submit("INC-1").repeated()).isFalse();
  }
}
