// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a requester has asked for the same: per month, quarter and year. */
class SameRequestsTest {
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .policies(ThinPack::new)
            .valueStream(
                TestModel.of("request")
                    .start()
                    .decision("model", "request-model")
                    .step("search")
                    .decision("modelAgain", "request-model")
                    .step("fulfil")
                    .end("done")
                    .build())
            .valueStream(
                TestModel.of("incident").start().call("ask", "request").end("done").build())
            .valueStream(
                TestModel.of("request-by-change")
                    .start()
                    .decision("model", "request-model")
                    .call("change", "change")
                    .end("done")
                    .build())
            .valueStream(
                TestModel.of("request-in-vain")
                    .start()
                    .decision("model", "request-model")
                    .step("approve")
                    .end("declined", "outcome=declined")
                    .build())
            .valueStream(TestModel.of("change").start().step("deploy").end("done").build())
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  private static Demand.Builder request(String id, String at) {
    return Demand.builder(id).title("A thing").requester("rita").stream("request")
        .fact("catalogueItem", "laptop")
        .occurredAt(Instant.parse(at + "T12:00:00Z"));
  }

  /** What the last decision saw: the counts of month, quarter and year side by side. */
  private String counts(String item) {
    List<DecisionRecord> all =
        desk.ops.decisions().ofItem(item).stream()
            .filter(one -> one.decision().point().equals(DecisionPoint.REQUEST_MODEL))
            .toList();
    return all.get(all.size() - 1).decision().output("counts", "");
  }

  @Test
  void shouldCountThoseOfTheSameCalendarMonthQuarterAndYear() {
    // given
    desk.submit(request("last-year", "2025-12-31"));
    desk.submit(request("january", "2026-01-01"));
    desk.submit(request("april", "2026-04-01"));
    desk.submit(request("may", "2026-05-31"));
    desk.submit(request("december", "2026-12-31"));

    // when
    desk.submit(request("now", "2026-05-02"));

    // then
    assertThat(counts("last-year")).isEqualTo("000");
    assertThat(counts("now")).isEqualTo("124");
  }

  @Test
  void shouldCountTheSameOnly() {
    // given
    desk.submit(request("other-thing", "2026-05-01").fact("catalogueItem", "phone"));
    desk.submit(request("other-person", "2026-05-01").requester("sam"));
    desk.submit(
        request("other-spelling", "2026-05-01").requester("Rita ").fact("catalogueItem", "Laptop"));
    Desk elsewhere = Desk.ofNewTenant(millrace);
    elsewhere.submit(request("other-tenant", "2026-05-01"));

    // when
    desk.submit(request("now", "2026-05-02"));

    // then
    assertThat(counts("now")).isEqualTo("111");
  }

  @Test
  void shouldNotCountCancelledOnes() {
    // given
    desk.submit(request("first", "2026-05-01"));
    desk.ops.work().cancel(Cancel.of("first", "a mistake"));

    // when
    desk.submit(request("now", "2026-05-02"));

    // then
    assertThat(counts("now")).isEqualTo("000");
  }

  @Test
  void shouldNotCountWhatCameToNothing() {
    // given
    desk.submit(request("first", "2026-05-01").stream("request-in-vain"));
    desk.submit(request("before", "2026-05-02"));
    assertThat(counts("before")).isEqualTo("111");
    desk.complete("first", "approve");

    // when
    desk.submit(request("now", "2026-05-02").requester("Rita"));

    // then
    assertThat(desk.item("first").outcome()).isEqualTo("declined");
    assertThat(counts("now")).isEqualTo("111");
  }

  @Test
  void shouldCountThoseOfTheSameSubmission() {
    // when
    desk.ops
        .intake()
        .submitAll(
            List.of(
                request("one", "2026-05-01").build(),
                request("two", "2026-05-01").build(),
                request("earlier", "2025-05-01").build()));

    // then
    assertThat(counts("one")).isEqualTo("000");
    assertThat(counts("two")).isEqualTo("111");
    assertThat(counts("earlier")).isEqualTo("000");
  }

  @Test
  void shouldCountWhatTurnsOutToBeTheSame() {
    // given
    desk.submit(request("first", "2026-05-01"));
    desk.submit(request("now", "2026-05-02").fact("catalogueItem", "notebook"));
    assertThat(counts("now")).isEqualTo("000");

    // when
    desk.ops
        .work()
        .complete(CompleteStep.of("now", "search").facts(Facts.of("catalogueItem", "laptop")));

    // then
    assertThat(counts("now")).isEqualTo("111");
    desk.complete("first", "search");
    assertThat(counts("first")).isEqualTo("111");
  }

  @Test
  void shouldNotCountWhatIsDoneForARequestAsAnotherOne() {
    // given
    desk.submit(request("first", "2026-05-01").stream("request-by-change"));
    assertThat(desk.openSteps("first/change")).containsExactly("deploy");

    // when
    desk.submit(request("now", "2026-05-02"));

    // then
    assertThat(counts("now")).isEqualTo("111");
  }

  @Test
  void shouldCountARequestThatAStepCallsFor() {
    // given
    desk.submit(request("first", "2026-05-01").stream("incident"));
    desk.ops.work().cancel(Cancel.of("first/ask", "not needed"));
    desk.submit(request("second", "2026-05-01").stream("incident"));

    // when
    desk.submit(request("now", "2026-05-02"));

    // then
    assertThat(counts("now")).isEqualTo("111");
    assertThat(counts("second/ask")).isEqualTo("000");
  }

  @Test
  void shouldLetTheHostsOwnCountWin() {
    // given
    desk.submit(request("first", "2026-05-01"));

    // when
    desk.submit(request("now", "2026-05-02").fact("sameRequestsThisQuarter", 7));

    // then
    assertThat(counts("now")).isEqualTo("171");
  }

  @Test
  void shouldSayNothingWithoutARequesterOrACatalogueItem() {
    // when
    desk.submit(
        Demand.builder("nobody").title("x").stream("request").fact("catalogueItem", "laptop"));
    desk.submit(Demand.builder("nothing").title("x").stream("request").requester("rita"));

    // then
    assertThat(counts("nobody")).isEqualTo("---");
    assertThat(counts("nothing")).isEqualTo("---");
  }
}
