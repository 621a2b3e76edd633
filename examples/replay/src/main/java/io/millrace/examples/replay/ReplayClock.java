// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of the replayed log: it stands until it is moved, and never goes back. Thread-safe. */
final class ReplayClock extends Clock {
  private volatile Instant now = Instant.EPOCH;

  void moveTo(Instant instant) {
    if (instant.isAfter(now)) {
      now = instant;
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
