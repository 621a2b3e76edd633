// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettableClockTest {
  private final SettableClock clock = SettableClock.at("2026-03-02T08:00:00Z");

  @Test
  void shouldStandStillUntilItIsMoved() {
    Instant before = clock.instant();

    assertThat(clock.instant()).isEqualTo(before);
    clock.forward(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(before.plusSeconds(3_600));
    clock.set(before);
    assertThat(clock.instant()).isEqualTo(before);
    assertThat(clock).hasToString("SettableClock[2026-03-02T08:00:00Z,Z]");
  }

  @Test
  void shouldShareItsTimeWithClocksOfOtherZones() {
    SettableClock chatham = clock.withZone(ZoneId.of("Pacific/Chatham"));

    clock.forward(Duration.ofDays(1));

    assertThat(chatham.instant()).isEqualTo(clock.instant());
    assertThat(chatham.getZone()).isEqualTo(ZoneId.of("Pacific/Chatham"));
  }

  @Test
  void shouldLoseNoMoveOfSeveralThreads() throws Exception {
    Instant before = clock.instant();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 4; i++) {
      pool.execute(
          () -> {
            for (int move = 0; move < 1_000; move++) {
              clock.forward(Duration.ofSeconds(1));
            }
          });
    }
    pool.shutdown();

    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(clock.instant()).isEqualTo(before.plusSeconds(4_000));
  }
}
