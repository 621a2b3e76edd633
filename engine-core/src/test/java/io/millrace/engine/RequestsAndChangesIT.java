// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests, issues and changes through the built-in streams, by the built-in policies. */
class RequestsAndChangesIT {
  private static final BlockingQueue<Event> EVENTS = new LinkedBlockingQueue<>();
  private static Millrace millrace;
  private Desk ann;
  private Desk bob;
  private Desk cleo;

  /** The host's automation: grants access, and gives up on everything else. */
  private static final class Grants implements StepHandler {
    @Override
    public String name() {
      return "fulfil-request";
    }

    @Override
    public Completion handle(Task task) {
      boolean isAccess = task.facts().text("catalogueItem", "").equals("access");
      return Completion.result(isAccess ? "fulfilled" : "failed");
    }
  }

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .plugin(
                new PluginTest.Bundle(
                    "host", to -> to.stepHandler(new Grants()).eventSink("test", EVENTS::add)))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    ann = Desk.ofNewTenant(millrace);
    bob = Desk.of(millrace, ann.tenant, "bob");
    cleo = Desk.of(millrace, ann.tenant, "cleo");
  }

  /** Waits for a step that comes after what a handler did. */
  private void await(String item, String step) throws InterruptedException {
    Event event;
    do {
      event = EVENTS.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("step %s of %s", step, item).isNotNull();
    } while (!event.tenant().equals(ann.tenant)
        || !event.item().equals(item)
        || event.type() != EventType.STEP_WAITING
        || !event.data().text("step", "").equals(step));
  }

  private Receipt request(String id, String catalogueItem, String openedAt) {
    ann.submit(
        Demand.builder(id)
            .title("Please give me what the catalogue offers")
            .requester("rita")
            .fact("kind", "REQUEST")
            .occurredAt(Instant.parse(openedAt)));
    return ann.ops
        .work()
        .complete(
            CompleteStep.of(id, "selectRequest")
                .result("selected")
                .facts(Facts.of("catalogueItem", catalogueItem)));
  }

  private String decided(Receipt receipt, DecisionPoint point, String output) {
    return ann.ops
        .decisions()
        .find(receipt.findDecision(point).orElseThrow())
        .orElseThrow()
        .decision()
        .output(output, "");
  }

  @Test
  void shouldFulfilALaptopAndLimitTheNextOne() {
    // given
    Receipt selected = request("R-1", "laptop", "2026-05-04T08:00:00Z");
    assertThat(selected.item().stream()).isEqualTo("fulfil-request");
    assertThat(selected.item().kind()).isEqualTo(Kind.REQUEST);
    assertThat(Desk.steps(selected.item())).containsExactly("approveRequest");
    Desk rita = Desk.of(millrace, ann.tenant, "rita");
    assertThatThrownBy(() -> rita.complete("R-1", "approveRequest", "approved"))
        .isInstanceOf(InvalidStateException.class);

    // when
    Receipt approved = bob.complete("R-1", "approveRequest", "approved");
    assertThat(approved.item().team()).isEqualTo("workplace");
    ann.complete("R-1", "initiateModel", "initiated");
    ann.complete("R-1", "fulfil", "fulfilled");
    Receipt confirmed = ann.complete("R-1", "confirm", "confirmed");

    // then
    assertThat(confirmed.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(confirmed.item().outcome()).isEqualTo("fulfilled");
    Receipt next = request("R-2", "laptop", "2026-06-01T08:00:00Z");
    assertThat(Desk.steps(next.item())).containsExactly("tellRequester");
    assertThat(decided(next, DecisionPoint.REQUEST_MODEL, "again")).isEqualTo("2027-01-01");
    Receipt told = ann.complete("R-2", "tellRequester");
    assertThat(told.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(told.item().outcome()).isEqualTo("limitReached");
  }

  @Test
  void shouldAddAMissingModelToTheBacklog() {
    // given
    Receipt selected = request("R-1", "hot-air balloon", "2026-05-04T08:00:00Z");
    assertThat(Desk.steps(selected.item())).containsExactly("addModel");

    // when
    ann.complete("R-1", "addModel", "noModel");

    // then
    assertThat(ann.complete("R-1", "tellRequester").item().outcome()).isEqualTo("noModel");
  }

  @Test
  void shouldHaveTheHandlerFulfilWhatItCan() throws InterruptedException {
    // given
    request("R-1", "access", "2026-05-04T08:00:00Z");
    request("R-2", "software", "2026-05-04T08:00:00Z");

    // when
    await("R-2", "fulfilByHand");
    ann.complete("R-2", "fulfilByHand");
    bob.complete("R-1", "approveRequest", "approved");
    await("R-1", "confirm");

    // then
    assertThat(ann.item("R-1").outcome()).isEqualTo("fulfilled");
    assertThat(ann.openSteps("R-2")).containsExactly("confirm");
  }

  @Test
  void shouldFulfilARequestByAChangeThatIsApproved() throws InterruptedException {
    // given
    Receipt selected = request("R-1", "firewall rule", "2026-05-04T08:00:00Z");
    assertThat(Desk.steps(selected.item())).containsExactly("change");
    String change = "R-1/change";
    assertThat(ann.item(change).stream()).isEqualTo("enable-change");
    assertThat(ann.item(change).kind()).isEqualTo(Kind.CHANGE);
    ann.ops
        .work()
        .complete(
            CompleteStep.of(change, "register")
                .result("ready")
                .facts(Facts.of("changeType", "normal").with(Facts.of("implementer", "dan"))));

    // when
    await(change, "approve");
    bob.complete(change, "approve", "approved");
    await(change, "schedule");
    ann.complete(change, "schedule", "scheduled");
    assertThatThrownBy(() -> bob.complete(change, "deploy", "deployed"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("'bob' did step 'approve' of it");
    cleo.complete(change, "deploy", "deployed");
    Receipt verified = cleo.complete(change, "verify", "verified");

    // then
    assertThat(verified.item().outcome()).isEqualTo("implemented");
    assertThat(Desk.steps(verified.item())).containsExactly("review");
    assertThat(ann.openSteps("R-1")).containsExactly("confirm");
    assertThat(ann.item("R-1").outcome()).isEqualTo("fulfilled");
  }

  @Test
  void shouldApproveAnEmergencyAndReviewItAfterwards() throws InterruptedException {
    // given
    ann.submit(
        Demand.builder("C-1")
            .title("Request for change: stop the leak")
            .requester("rita")
            .fact("changeType", "emergency")
            .fact("incident", "INC-7")
            .fact("testsPassed", false));
    assertThat(ann.item("C-1").stream()).isEqualTo("enable-change");
    ann.complete("C-1", "register", "ready");

    // when
    await("C-1", "approveEmergency");
    bob.complete("C-1", "approveEmergency", "approved");
    await("C-1", "deploy");
    cleo.complete("C-1", "deploy", "deployed");
    cleo.complete("C-1", "verify", "notVerified");
    Receipt backedOut = cleo.complete("C-1", "backOut", "backedOut");

    // then
    assertThat(backedOut.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(backedOut.item().outcome()).isEqualTo("backedOut");
    assertThat(Desk.steps(backedOut.item())).containsExactly("review");
    ann.ops.work().reopen(Reopen.of("C-1", "it is back"));
    assertThat(ann.openSteps("C-1")).contains("revise");
  }

  @Test
  void shouldResolveAnIssueInASwarm() {
    // given
    ann.submit(
        Demand.builder("I-1").title("The report differs").stream("resolve-issue")
            .fact("domain", "complex"));
    ann.complete("I-1", "queueIssue");
    ann.complete("I-1", "searchKnowledge", "nothingFound");

    // when
    Receipt dispatched = ann.complete("I-1", "initialSupport", "dispatch");

    // then
    assertThat(Desk.steps(dispatched.item())).containsExactly("swarm");
    ann.complete("I-1", "swarm");
    ann.complete("I-1", "resolve", "resolved");
    Receipt confirmed = ann.complete("I-1", "confirm", "confirmed");
    assertThat(confirmed.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(confirmed.item().outcome()).isEqualTo("resolved");
    ann.complete("I-1", "updateKnowledge", "problemFound");
    ann.complete("I-1", "addProblem");
    assertThat(ann.item("I-1").openSteps()).noneMatch(run -> run.step().equals("addProblem"));
  }

  @Test
  void shouldMoveAnIncidentThatIsARequest() {
    // given
    ann.submit("X-1");
    ann.complete("X-1", "register");

    // when
    Receipt moved =
        ann.ops.work().reclassify(Reclassify.of("X-1", "it is a wish").kind(Kind.REQUEST));

    // then
    assertThat(moved.item().stream()).isEqualTo("fulfil-request");
    assertThat(Desk.steps(moved.item())).containsExactly("selectRequest");
  }
}
