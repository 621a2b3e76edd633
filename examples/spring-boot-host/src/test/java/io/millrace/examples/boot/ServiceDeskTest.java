package io.millrace.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import io.millrace.spring.boot.test.MillraceTest;
import io.millrace.testkit.Scenario;
import io.millrace.testkit.SettableClock;
import io.millrace.testkit.TestMillrace;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application in a test: its beans and data source, and a Millrace that goes by the test. */
@MillraceTest
class ServiceDeskTest {
  @Autowired private JdbcTemplate jdbc;

  @Test
  void shouldRestoreTheServiceInTwoHours(Scenario scenario) {
    scenario
        .submit(Demand.builder("T-1").title("No mail").build())
        .complete("register")
        .pass(Duration.ofHours(2))
        .complete("investigate", "fixed")
        .expectState(WorkItemState.CLOSED);

    assertThat(jdbc.queryForList("select STATE from MR_WORK_ITEM where ID = 'T-1'", String.class))
        .containsExactly("CLOSED");
  }

  @Test
  void shouldGoByTheTestsClock(TestMillrace millrace, SettableClock clock) {
    Instant later = Instant.parse("2026-07-01T09:00:00Z");
    clock.set(later);

    millrace.as("acme", "ann").intake().submit(Demand.builder("T-2").title("No mail").build());

    assertThat(millrace.events().awaitItem("acme", "T-2", EventType.STEP_WAITING).occurredAt())
        .isEqualTo(later);
  }
}
