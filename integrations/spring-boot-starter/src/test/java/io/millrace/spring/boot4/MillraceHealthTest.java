// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot4;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Millrace;
import io.millrace.spring.boot.MillraceAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The health of Millrace in the actuator of this line. */
class MillraceHealthTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MillraceAutoConfiguration.class, MillraceHealthAutoConfiguration.class));

  @Test
  void shouldTellHowMillraceIsDoing() {
    context.run(
        started -> {
          MillraceHealthIndicator indicator = started.getBean(MillraceHealthIndicator.class);
          Health health = indicator.health();
          assertThat(health.getStatus()).isEqualTo(Status.UP);
          assertThat(health.getDetails())
              .containsEntry("failures", 0L)
              .containsEntry("events.due", 0L)
              .containsKeys("policies", "timers.oldestSeconds");

          started.getBean(Millrace.class).close();
          assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
        });
  }

  @Test
  void shouldStandBackWhereTheHealthIsNotWanted() {
    context
        .withPropertyValues("management.health.millrace.enabled=false")
        .run(started -> assertThat(started).doesNotHaveBean(MillraceHealthIndicator.class));
    context
        .withPropertyValues("millrace.enabled=false")
        .run(started -> assertThat(started).doesNotHaveBean(MillraceHealthIndicator.class));
    context
        .withClassLoader(new FilteredClassLoader(Health.class.getPackageName()))
        .run(started -> assertThat(started).hasNotFailed().hasSingleBean(Millrace.class));
  }
}
