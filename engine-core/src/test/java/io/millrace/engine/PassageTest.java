// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.WorkItemState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events that say what a work item came to or has become, and links. */
class PassageTest {
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .valueStream(
                TestModel.of("develop")
                    .start()
                    .step("plan", "results=go,noGo")
                    .choice("gate")
                    .when("${plan_result == 'go'}")
                    .event("isInvestment", "becomes=portfolio item", "outcome=underway")
                    .step("build")
                    .event("isReleased", "milestone=resolved", "outcome=released")
                    .step("support", "results=fine,back")
                    .choice("how")
                    .when("${support_result == 'back'}")
                    .to("build")
                    .from("how")
                    .otherwise()
                    .event("isClosed", "milestone=closed")
                    .step("ask")
                    .end("answered", "outcome=praised")
                    .from("gate")
                    .otherwise()
                    .end("stopped", "outcome=noGo")
                    .start("reopened")
                    .to("plan")
                    .build())
            .plugin(new PluginTest.Bundle("axle", to -> to.participant(EVENTS::addAll)))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void submit() {
    desk = Desk.ofNewTenant(millrace);
    desk.submit(Demand.builder("S-1").title("A new app").stream("develop"));
  }

  private List<Event> events(EventType type) {
    return EVENTS.stream()
        .filter(event -> event.tenant().equals(desk.tenant) && event.type() == type)
        .toList();
  }

  @Test
  void shouldSayWhatAWorkItemCameTo() {
    // when
    Receipt receipt = desk.complete("S-1", "plan", "noGo");

    // then
    assertThat(receipt.item().outcome()).isEqualTo("noGo");
    assertThat(desk.item("S-1").outcome()).isEqualTo("noGo");
  }

  @Test
  void shouldLetTheLastOutcomeCount() {
    // given
    assertThat(desk.item("S-1").outcome()).isNull();
    desk.complete("S-1", "plan", "go");
    assertThat(desk.item("S-1").outcome()).isEqualTo("underway");
    desk.complete("S-1", "build");
    assertThat(desk.item("S-1").outcome()).isEqualTo("released");

    // when
    desk.complete("S-1", "support", "fine");
    desk.complete("S-1", "ask");

    // then
    assertThat(desk.item("S-1").outcome()).isEqualTo("praised");
    assertThat(events(EventType.WORK_ITEM_RESOLVED))
        .extracting(event -> event.data().text("outcome", ""))
        .containsExactly("released");
    assertThat(events(EventType.WORK_ITEM_CLOSED))
        .extracting(event -> event.data().text("outcome", ""))
        .containsExactly("released");
  }

  @Test
  void shouldForgetTheOutcomeOfWhatIsNotResolvedAfterAll() {
    // given
    desk.complete("S-1", "plan", "go");
    desk.complete("S-1", "build");

    // when
    desk.complete("S-1", "support", "back");
    desk.complete("S-1", "build");
    desk.complete("S-1", "support", "fine");
    Receipt reopened = desk.ops.work().reopen(Reopen.of("S-1", "it crashes"));

    // then
    assertThat(reopened.item().outcome()).isNull();
    assertThat(reopened.item().state()).isEqualTo(WorkItemState.OPEN);
  }

  @Test
  void shouldChangeTheUnitOfWork() {
    // when
    desk.complete("S-1", "plan", "go");

    // then
    assertThat(desk.item("S-1").kind()).isEqualTo(Kind.PORTFOLIO_ITEM);
    assertThat(events(EventType.WORK_ITEM_RECLASSIFIED))
        .extracting(event -> event.data().values())
        .containsExactly(Map.of("actor", "ann", "from", "QUERY", "to", "PORTFOLIO_ITEM"));
    desk.ops.work().updateFacts(UpdateFacts.of("S-1", Facts.of("budget", 5)));
    assertThat(desk.item("S-1").kind()).as("after another decision").isEqualTo(Kind.PORTFOLIO_ITEM);
  }

  @Test
  void shouldShowTheOutcomeInARepeatedReceipt() {
    // given
    CompleteStep request = CompleteStep.of("S-1", "plan").result("noGo").commandId("c-1");
    Receipt first = desk.ops.work().complete(request);

    // when
    Receipt again = desk.ops.work().complete(request);

    // then
    assertThat(again.repeated()).isTrue();
    assertThat(again.item()).isEqualTo(first.item());
  }

  @Test
  void shouldLinkWithWorkItemsAndThingsOutside() {
    // given
    desk.submit(Demand.builder("PRB-7").title("Why?").stream("develop"));

    // when
    desk.ops.work().link(Link.of("S-1", "problem", "PRB-7"));
    desk.ops.work().link(Link.of("S-1", "vendor-ticket", "HP-4711"));
    Receipt again = desk.ops.work().link(Link.of("S-1", "problem", "PRB-7"));

    // then
    assertThat(desk.ops.work().links("S-1"))
        .extracting("type", "target", "workItem", "actor")
        .containsExactly(
            tuple("problem", "PRB-7", true, "ann"),
            tuple("vendor-ticket", "HP-4711", false, "ann"));
    assertThat(events(EventType.WORK_ITEM_LINKED)).hasSize(2);
    assertThat(again.item().sequence()).isEqualTo(desk.item("S-1").sequence());
    assertThat(desk.ops.work().links("PRB-7")).isEmpty();
    assertThat(desk.ops.work().links("nobody")).isEmpty();
  }

  @Test
  void shouldKeepLinksToTheTenant() {
    // given
    Desk other = Desk.ofNewTenant(millrace);
    other.submit(Demand.builder("PRB-7").title("Why?").stream("develop"));

    // when
    desk.ops.work().link(Link.of("S-1", "problem", "PRB-7"));

    // then
    assertThat(desk.ops.work().links("S-1"))
        .extracting(LinkRecord::workItem)
        .containsExactly(false);
    assertThat(other.ops.work().links("S-1")).isEmpty();
  }

  @Test
  void shouldLinkOnceForOneCommandId() {
    // given
    Link request = Link.of("S-1", "problem", "PRB-7").commandId("c-2");
    desk.ops.work().link(request);

    // then
    assertThat(desk.ops.work().link(request).repeated()).isTrue();
  }

  @Test
  void shouldRefuseTheTypesOfCalls() {
    assertThatThrownBy(() -> desk.ops.work().link(Link.of("S-1", "child", "S-2")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a link of a host's own type, but 'child' is for work items that do steps of"
                + " others.\nMaybe choose another type, such as related.");
  }

  @Test
  void shouldRefuseATypeThatIsNoName() {
    assertThatThrownBy(() -> desk.ops.work().link(Link.of("S-1", "Vendor Ticket", "T")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the type of a link of work item 'S-1' to be at most 64 lower-case letters,"
                + " digits and hyphens, but it is 'Vendor Ticket'.\n"
                + "Maybe name it like vendor-ticket.");
  }

  @Test
  void shouldRefuseALinkToNothing() {
    for (String target : List.of("S-1", " ")) {
      assertThatThrownBy(() -> desk.ops.work().link(Link.of("S-1", "problem", target)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected the link of work item 'S-1' to lead to something else, but its target is '"
                  + target
                  + "'.\nMaybe pass the id of another work item, or of something outside.");
    }
  }
}
