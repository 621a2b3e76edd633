// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.StepState;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.StepHandler;
import io.millrace.plugin.port.StepHandler.Completion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The threads that do automated steps, nodes that come and go, and timers that fail. */
class HandlerPoolIT {
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private DataSource database;

  @BeforeEach
  void newDatabase() {
    database = TestStore.newDatabase();
  }

  private MillraceBuilder node() {
    return Millrace.builder().dataSource(database).valueStream(TestStreams.hire());
  }

  private static Plugin with(StepHandler handler) {
    return new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
  }

  private static void hire(Desk desk, String item) {
    desk.submit(Demand.builder(item).title("A bike").stream("hire"));
  }

  private static void untilHandedOver(Desk desk, String item) throws Exception {
    Eventually.until(() -> desk.openSteps(item), List.of("handOver")::equals);
  }

  /** Waits, whatever interrupts it. */
  private static void insist(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // a handler that does not heed it
      }
    }
  }

  @Test
  void shouldFetchNoMoreStepsWhenHandlersKeepTheirThreads() throws Exception {
    // given
    CountDownLatch release = new CountDownLatch(1);
    ScriptedHandler handler = new ScriptedHandler();
    for (String item : List.of("S-1", "S-2")) {
      handler.script(
          item,
          (task, call) -> {
            insist(release);
            return Completion.result("refused");
          });
    }
    try (Millrace millrace =
        node()
            .handlerBudget(Duration.ofMillis(100))
            .handlerThreads(2)
            .handlerAttempts(1)
            .plugin(with(handler))
            .build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      hire(desk, "S-1");
      hire(desk, "S-2");
      Eventually.until(() -> desk.ops.failures().count(), count -> count == 2);

      // when
      hire(desk, "S-3");
      TimeUnit.MILLISECONDS.sleep(2_500); // more than two looks of the pool

      // then
      assertThat(handler.calls("S-3")).isEmpty();
      assertThat(desk.ops.failures().list(0, 1).entries().get(0).reason())
          .isEqualTo("it took longer than 100 ms");

      // when
      release.countDown();

      // then
      untilHandedOver(desk, "S-3");
      assertThat(desk.item("S-1").openSteps().get(0).state()).isEqualTo(StepState.BLOCKED);
    }
  }

  @Test
  void shouldGiveStepsBackWhenItCloses() throws Exception {
    // given
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    ScriptedHandler handler = new ScriptedHandler();
    handler.script(
        "H-1",
        (task, call) -> {
          if (call == 1) {
            began.countDown();
            insist(never);
          }
          return Completion.result("booked");
        });
    Millrace first = node().handlerAttempts(1).plugin(with(handler)).build();
    hire(Desk.of(first, "t", "ann"), "H-1");
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();

    // when
    long start = System.nanoTime();
    first.close();

    // then
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));

    // when
    try (Millrace second = node().handlerAttempts(1).plugin(with(handler)).build()) {
      Desk desk = Desk.of(second, "t", "ann");
      untilHandedOver(desk, "H-1");

      // then
      assertThat(handler.calls("H-1"))
          .hasSize(2)
          .extracting(StepHandler.Task::idempotencyKey)
          .containsOnly(handler.calls("H-1").get(0).idempotencyKey());
      assertThat(desk.ops.work().history("H-1"))
          .extracting(Transition::note)
          .contains("the node that did it closed: another one goes on");
    }
    never.countDown();
  }

  @Test
  void shouldLeaveStepsToTheNodesThatHaveTheirHandler() throws Exception {
    // given
    ScriptedHandler handler = new ScriptedHandler();
    try (Millrace without = node().build()) {
      Desk desk = Desk.of(without, "t", "ann");
      hire(desk, "H-1");

      // when
      try (Millrace with = node().plugin(with(handler)).build()) {
        untilHandedOver(Desk.of(with, "t", "ann"), "H-1");
        hire(desk, "H-2");

        // then
        untilHandedOver(desk, "H-2");
      }
      assertThat(desk.ops.failures().count()).isZero();
    }
  }

  /** Refuses that some work items come to a step. */
  private record Gate(Set<String> refused) implements Plugin {
    @Override
    public String id() {
      return "gate";
    }

    @Override
    public void contribute(Contributions to) {
      to.participant(this::check);
    }

    private void check(List<Event> events) {
      for (Event event : events) {
        if (event.type() == EventType.STEP_WAITING && refused.contains(event.item())) {
          throw new IllegalStateException("the mirror is full");
        }
      }
    }
  }

  @Test
  void shouldShowATimerThatFailedForGoodAndTryItAgain() throws Exception {
    // given
    refused.add("H-1");
    try (Millrace millrace =
        Millrace.builder()
            .dataSource(database)
            .valueStream(TestStreams.hireAfterATimer())
            .plugin(new Gate(refused))
            .build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      hire(desk, "H-1");

      // when
      Eventually.until(() -> timers("RETRIES_ = 4"), count -> count == 1);
      update("update ACT_RU_JOB set RETRIES_ = 1, DUEDATE_ = CREATE_TIME_ where RETRIES_ = 4");
      Failure failure =
          Eventually.until(() -> desk.ops.failures().list(0, 10), page -> page.total() == 1)
              .entries()
              .get(0);

      // then
      assertThat(failure.kind()).isEqualTo(Failure.Kind.TIMER);
      assertThat(failure.item()).isEqualTo("H-1");
      assertThat(failure.stream()).isEqualTo("hire");
      assertThat(failure.step()).isEqualTo("book");
      assertThat(failure.handler()).isNull();
      assertThat(failure.reason()).contains("the mirror is full");
      assertThat(failure.attempts()).isEqualTo(5);
      assertThat(Desk.of(millrace, "other", "bob").ops.failures().count()).isZero();

      // when
      refused.clear();
      desk.ops.failures().retry(failure.id());

      // then
      untilHandedOver(desk, "H-1");
      assertThat(desk.ops.failures().count()).isZero();
    }
  }

  private long timers(String condition) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from ACT_RU_JOB where HANDLER_TYPE_ like 'timer%' and "
                    + condition)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }
}
