// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Migrations of what other threads work at: automated steps, timers, events. */
class MigrationJobsIT {

  private static StreamText automated(String step, String last) {
    return StreamText.of("hire")
        .node("<startEvent id='asked'/>")
        .automated(step, "booking", "booked, refused")
        .human(last)
        .node("<endEvent id='done'/>")
        .to("asked", step)
        .to(step, last)
        .to(last, "done");
  }

  @Test
  void shouldMoveAStepWhileItsHandlerWorks() throws Exception {
    // given
    Gate gate = new Gate(new CountDownLatch(1), new CountDownLatch(1));
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    try (Millrace millrace =
        TestStore.builder()
            .timers(false)
            .plugin(
                new PluginTest.Bundle(
                    "axle", to -> to.stepHandler(gate).eventSink("test", events::add)))
            .build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.ops.streams().add(automated("book", "hand").model());
      desk.submit(Demand.builder("A").title("A bike").stream("hire"));
      assertThat(gate.entered().await(60, TimeUnit.SECONDS)).isTrue();
      desk.ops.streams().add(automated("reserve", "give").model());

      // when
      MigrationReport report =
          MigrationTest.run(desk.ops.streams().migration("hire").map("book", "reserve"));

      // then
      assertThat(report.moves()).isEqualTo(1);
      assertThat(desk.openSteps("A")).containsExactly("reserve");
      gate.open().countDown();
      Event event = events.poll(60, TimeUnit.SECONDS);
      long last = 0;
      TreeMap<Long, EventType> seen = new TreeMap<>();
      while (event != null && event.type() != EventType.STEP_COMPLETED) {
        assertThat(event.sequence()).isEqualTo(last + 1);
        last = event.sequence();
        seen.put(last, event.type());
        if (event.type() == EventType.WORK_ITEM_MIGRATED) {
          assertThat(event.data())
              .isEqualTo(
                  Facts.builder()
                      .put("actor", "ann")
                      .put("stream", "hire")
                      .put("from", "hire 1")
                      .put("to", "hire 2")
                      .build());
        }
        event = events.poll(60, TimeUnit.SECONDS);
      }
      assertThat(event).isNotNull();
      assertThat(seen.values())
          .containsSubsequence(
              EventType.STEP_STARTED, EventType.WORK_ITEM_MIGRATED, EventType.STEP_MIGRATED);
      for (int i = 0; i < 1_000 && !desk.openSteps("A").equals(List.of("give")); i++) {
        TimeUnit.MILLISECONDS.sleep(10); // the handler's thread commits by the machine's time
      }
      assertThat(desk.complete("A", "give").item().state()).isEqualTo(WorkItemState.CLOSED);
    }
  }

  @Test
  void shouldKeepATimerThatIsTheSameAndSetOneAnewThatIsNot() throws SQLException {
    DataSource database = TestStore.newDatabase();
    try (Millrace millrace = Millrace.builder().dataSource(database).timers(false).build()) {
      // given
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.ops.streams().add(timed("P30D").model());
      desk.submit(Demand.builder("A").title("A bike").stream("hire"));
      Map<String, Object> before = timers(database);
      assertThat(before).containsOnlyKeys("late", "later");

      // when another step comes behind
      StreamText more = timed("P30D").human("clean").between("book", "clean", "done");
      desk.ops.streams().add(more.model());
      assertThat(MigrationTest.run(desk.ops.streams().migration("hire")).moves()).isEqualTo(1);

      // then
      assertThat(timers(database)).isEqualTo(before);

      // when the reminder comes earlier, and nothing escalates any more
      desk.ops.streams().add(reminder("PT1H").model());
      assertThat(MigrationTest.run(desk.ops.streams().migration("hire")).moves()).isEqualTo(1);

      // then
      Map<String, Object> after = timers(database);
      assertThat(after).containsOnlyKeys("late");
      assertThat(String.valueOf(after.get("late"))).isLessThan(String.valueOf(before.get("late")));

      // when there is no timer at all any more, and then one again
      StreamVersion plain = desk.ops.streams().add(StreamText.chain("hire", "book").model());
      assertThat(MigrationTest.run(desk.ops.streams().migration("hire")).moves()).isEqualTo(1);
      assertThat(timers(database)).isEmpty();
      StreamVersion again = desk.ops.streams().add(reminder("PT2H").model());
      assertThat(
              MigrationTest.run(desk.ops.streams().migration("hire").from(plain).to(again)).moves())
          .isEqualTo(1);
      assertThat(timers(database)).containsOnlyKeys("late");
      assertThat(desk.complete("A", "book").item().state()).isEqualTo(WorkItemState.CLOSED);
      assertThat(timers(database)).isEmpty();
    }
  }

  private static StreamText reminder(String duration) {
    return StreamText.chain("hire", "book")
        .timerOn("book", "late", duration, false)
        .node("<endEvent id='reminded'/>")
        .to("late", "reminded");
  }

  private static StreamText timed(String duration) {
    return reminder(duration)
        .timerOn("book", "later", "P90D", true)
        .human("chase")
        .to("later", "chase")
        .to("chase", "done");
  }

  private static Map<String, Object> timers(DataSource database) throws SQLException {
    Map<String, Object> timers = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select d.ACT_ID_, j.DUEDATE_ from ACT_RU_JOB j"
                    + " join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_")) {
      while (rows.next()) {
        timers.put(rows.getString(1), rows.getTimestamp(2));
      }
    }
    return timers;
  }

  /** Books once the test lets it. */
  private record Gate(CountDownLatch entered, CountDownLatch open) implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) throws InterruptedException {
      entered.countDown();
      open.await();
      return Completion.result("booked");
    }
  }
}
