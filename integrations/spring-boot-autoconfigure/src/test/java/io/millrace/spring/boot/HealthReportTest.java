// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.EngineStatus;
import io.millrace.engine.EngineStatus.Waiting;
import io.millrace.model.PackRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What makes Millrace unhealthy, and what is only told. */
public class HealthReportTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Waiting NONE = new Waiting(0, null);

  /** For JUnit. */
  public HealthReportTest() {}

  private static HealthReport report(Waiting steps, long parked, boolean clocksAgree) {
    return HealthReport.of(
        new EngineStatus(
            NOW,
            NONE,
            steps,
            NONE,
            parked,
            0,
            2,
            0,
            List.of("audit"),
            clocksAgree,
            new PackRef("millrace", "1", "d")),
        LONGEST);
  }

  @Test
  public void shouldBeHealthyWhileDueWorkIsYoung() {
    HealthReport report = report(new Waiting(3, NOW.minusSeconds(20)), 4, true);

    assertThat(report.healthy()).isTrue();
    assertThat(report.details())
        .containsEntry("steps.due", 3L)
        .containsEntry("steps.oldestSeconds", 20L)
        .containsEntry("timers.oldestSeconds", 0L)
        .containsEntry("events.parked", 4L)
        .containsEntry("failures", 2L)
        .containsEntry("stalledSinks", List.of("audit"));
  }

  @Test
  public void shouldBeUnhealthyWhenWorkWaitsForLong() {
    assertThat(report(new Waiting(1, NOW.minus(LONGEST).minusMillis(1)), 0, true).healthy())
        .isFalse();
  }

  @Test
  public void shouldBeUnhealthyWhenTheClocksDiffer() {
    assertThat(report(NONE, 0, false).healthy()).isFalse();
  }
}
