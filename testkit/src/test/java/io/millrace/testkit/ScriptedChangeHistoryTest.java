// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeHistory;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stub keeps the contract of its port. */
class ScriptedChangeHistoryTest extends ChangeHistoryContract {

  @Override
  protected ChangeHistory history() {
    return new ScriptedChangeHistory().knows(known()).team(team(), 8, 1).model("restart", 3, 0);
  }

  @Override
  protected ScheduledChange known() {
    return new ScheduledChange(
        "CHG-1",
        Set.of("db-1"),
        Instant.parse("2026-03-04T20:00:00Z"),
        Instant.parse("2026-03-04T22:00:00Z"));
  }

  @Override
  protected String team() {
    return "web";
  }

  @Test
  void shouldKnowModelsAndFailWhenTold() {
    ScriptedChangeHistory history = new ScriptedChangeHistory().model("restart", 3, 1);

    assertThat(history.ofModel("default", "restart", Instant.EPOCH, now()))
        .isEqualTo(new TrackRecord(3, 1));
    assertThatThrownBy(() -> history.failing(true).ofTeam("default", "a", Instant.EPOCH, now()))
        .hasMessage("the change history was told to fail");
  }
}
