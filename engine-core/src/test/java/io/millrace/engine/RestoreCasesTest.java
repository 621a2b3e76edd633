// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.WorkItemState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The special cases of restoration, through the public API. */
class RestoreCasesTest {
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  @Test
  void shouldTryTheKnownFixesInTurn() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");

    // when
    Receipt receipt = desk.complete("INC-1", "investigate", "tryNext");

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("investigate");
    assertThat(desk.complete("INC-1", "investigate", "fixed").item().state())
        .isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldTellTheUsersAfterTheInvestigationOfAnEventHasBegun() {
    // given
    monitored("MON-1");

    // when
    Receipt receipt = desk.complete("MON-1", "investigate", "tellUsers");

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("registerAffected");
    assertThat(Desk.steps(desk.complete("MON-1", "registerAffected").item()))
        .containsExactly("investigate");
  }

  @Test
  void shouldContactTheUsersAfterAFixThatNobodyAskedFor() {
    // given
    monitored("MON-1");

    // when
    Receipt fixed = desk.complete("MON-1", "investigate", "fixedUnprompted");

    // then
    assertThat(fixed.item().state()).isEqualTo(WorkItemState.RESOLVED);
    assertThat(Desk.steps(fixed.item())).containsExactly("helpUsers");
    assertThat(desk.complete("MON-1", "helpUsers").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldHelpTheUsersAfterACauseThatWasNotTechnical() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "nonTechnical");
    Receipt removed = desk.complete("INC-1", "removeCause");
    assertThat(removed.item().state()).isEqualTo(WorkItemState.RESOLVED);
    assertThat(Desk.steps(removed.item())).containsExactly("verify");

    // when
    Receipt verified = desk.complete("INC-1", "verify", "concernsLeft");

    // then
    assertThat(verified.item().state()).isEqualTo(WorkItemState.RESOLVED);
    assertThat(Desk.steps(verified.item())).containsExactly("helpUsers");
    assertThat(desk.complete("INC-1", "helpUsers").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  private void monitored(String id) {
    desk.submit(Demand.builder(id).title("disk full").source(DemandSource.MONITORING));
  }
}
