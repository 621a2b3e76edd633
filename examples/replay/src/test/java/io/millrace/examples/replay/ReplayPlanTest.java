// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static io.millrace.examples.replay.MadeEvents.ID;
import static io.millrace.examples.replay.MadeEvents.OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.CompleteStep;
import io.millrace.logs.LogEvent;
import io.millrace.model.Demand;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

final class ReplayPlanTest {
  private final MadeEvents events = new MadeEvents();
  private final ReplayPlan plan = ReplayPlan.builtIn("servicenow");

  @Test
  void shouldSubmitWhatTheFirstLineKnows() {
    // given
    LogEvent first =
        events.row(
            "New",
            "service desk",
            null,
            "short_description",
            "Payment page shows an error",
            "category",
            "booking app",
            "impact",
            "2 - Medium",
            "priority",
            "3 - Moderate",
            "made_sla",
            "true");

    // when
    Demand demand = plan.demand(first);

    // then the policies see neither the recorded decision nor what is known only later
    assertThat(demand.id()).isEqualTo(ID);
    assertThat(demand.title()).isEqualTo("Payment page shows an error, booking app");
    assertThat(demand.occurredAt()).isEqualTo(OPENED);
    assertThat(demand.facts().values())
        .containsOnlyKeys("category", "impact", "team")
        .containsEntry("team", "service desk");
  }

  @Test
  void shouldSubmitWithoutTeamOrTitleIfTheLogHasNone() {
    // when
    Demand demand = plan.demand(events.opened());

    // then
    assertThat(demand.title()).isEmpty();
    assertThat(demand.facts().isEmpty()).isTrue();
  }

  @Test
  void shouldFollowAnIncidentFromItsBeginToItsEnd() {
    // given
    LogEvent opened = events.opened();
    plan.opened(opened, "service desk");

    // then
    assertThat(plan.requests(opened)).isEmpty();
    assertThat(new ArrayList<Object>(plan.requests(events.row("New"))))
        .containsExactly(CompleteStep.of(ID, "register"));
    assertThat(plan.requests(events.ended())).hasSize(4);
  }

  @Test
  void shouldRememberOpenIncidentsOnly() {
    // given
    LogEvent opened = events.opened();
    plan.opened(opened, "service desk");

    // when
    plan.forget(opened);

    // then
    assertThatThrownBy(() -> plan.requests(events.row("New")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage(ID);
  }
}
