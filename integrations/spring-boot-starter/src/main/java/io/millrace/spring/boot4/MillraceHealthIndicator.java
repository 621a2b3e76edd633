// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot4;

import io.millrace.engine.Millrace;
import io.millrace.spring.boot.HealthReport;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells the actuator whether work goes on in Millrace; see {@link HealthReport}. Thread-safe. */
public final class MillraceHealthIndicator extends AbstractHealthIndicator {
  private final Millrace millrace;
  private final Duration longestWait;

  /**
   * @param millrace what is looked at
   * @param longestWait how long due work may wait
   */
  public MillraceHealthIndicator(Millrace millrace, Duration longestWait) {
    super("The status of Millrace could not be read");
    this.millrace = millrace;
    this.longestWait = longestWait;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    HealthReport report = HealthReport.of(millrace.status(), longestWait);
    (report.healthy() ? builder.up() : builder.down()).withDetails(report.details());
  }
}
