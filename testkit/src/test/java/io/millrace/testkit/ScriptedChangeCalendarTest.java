// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ChangeWindow;
import io.millrace.plugin.port.ChangeCalendar;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stub keeps the contract of its port. */
class ScriptedChangeCalendarTest extends ChangeCalendarContract {

  @Override
  protected ChangeCalendar calendar() {
    return new ScriptedChangeCalendar().knows(known()).bound("till");
  }

  @Override
  protected ChangeWindow known() {
    return new ChangeWindow(
        "year end",
        ChangeWindow.Type.FREEZE,
        Instant.parse("2026-12-20T00:00:00Z"),
        Instant.parse("2027-01-04T00:00:00Z"),
        Set.of("till"));
  }

  @Test
  void shouldBindWhatItWasToldAndFailWhenTold() {
    ScriptedChangeCalendar calendar = new ScriptedChangeCalendar().bound("till");

    assertThat(calendar.boundToMaintenance("default", Set.of("till", "web")))
        .containsExactly("till");
    assertThatThrownBy(() -> calendar.failing(true).boundToMaintenance("default", Set.of()))
        .hasMessage("the change calendar was told to fail");
  }
}
