// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.testkit.TestMillrace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

@MillraceTest(properties = "millrace.handlers.threads=1")
class MillraceTestTest {
  private static final Set<String> TENANTS = new HashSet<>();

  @Autowired private Millrace millrace;

  @Configuration
  @EnableAutoConfiguration
  static class Application {}

  @RepeatedTest(2)
  void shouldGiveEachTestATenantOfItsOwnAndOneClock(
      TestMillrace inHand, Operations desk, Caller caller) {
    // given
    assertThat(TENANTS.add(caller.tenant())).isTrue();
    inHand.clock().forward(Duration.ofDays(1));
    Instant now = inHand.clock().instant();

    // when
    desk.intake().submit(Demand.builder("T-1").title("No mail").build());

    // then
    assertThat(millrace.as(caller).work().find("T-1").orElseThrow().openedAt()).isEqualTo(now);
    assertThat(now).isAfter(Instant.parse(TestMillrace.START));
  }
}
