// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class ReplayClockTest {
  private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");

  private final ReplayClock clock = new ReplayClock();

  @Test
  void shouldStandUntilItIsMoved() {
    // given
    clock.moveTo(MORNING);

    // then
    assertThat(clock.instant()).isEqualTo(MORNING);
    assertThat(clock.instant()).isEqualTo(MORNING);
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void shouldNeverGoBack() {
    // given
    clock.moveTo(MORNING);

    // when
    clock.moveTo(MORNING.minusSeconds(60));

    // then
    assertThat(clock.instant()).isEqualTo(MORNING);
  }

  @Test
  void shouldTellTheSameInstantInAnotherZone() {
    // given
    clock.moveTo(MORNING);
    ZoneId chatham = ZoneId.of("Pacific/Chatham");

    // then
    assertThat(clock.withZone(chatham).instant()).isEqualTo(MORNING);
    assertThat(clock.withZone(chatham).getZone()).isEqualTo(chatham);
  }
}
