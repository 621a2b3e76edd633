// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Participant;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One transaction for everything: looked at from outside, on a data source of the host. */
class ParticipantTest {
  private static final DataSource HOST = TestStore.newDatabase();
  private static final List<Event> SEEN = new CopyOnWriteArrayList<>();
  private static volatile Participant reaction = events -> {};
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace =
        Millrace.builder()
            .dataSource(HOST)
            .plugin(
                new Plugin() {
                  @Override
                  public String id() {
                    return "ledger";
                  }

                  @Override
                  public void contribute(Contributions contributions) {
                    contributions
                        .participant(SEEN::addAll)
                        .participant(events -> reaction.beforeCommit(events))
                        .eventSink("test", event -> {});
                  }
                })
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    reaction = events -> {};
    desk = Desk.ofNewTenant(millrace);
    desk.submit("INC-1");
    SEEN.clear();
  }

  /** How many rows each table has; the outbox is drained meanwhile, and left out. */
  private static Map<String, Long> rows() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = HOST.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              "select TABLE_NAME from INFORMATION_SCHEMA.TABLES"
                  + " where TABLE_SCHEMA in ('PUBLIC', 'public')")) {
        while (found.next()) {
          tables.add(found.getString(1).toUpperCase(Locale.ROOT));
        }
      }
      tables.remove("MR_OUTBOX");
      for (String table : tables) {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
          count.next();
          rows.put(table, count.getLong(1));
        }
      }
    }
    return rows;
  }

  @Test
  void shouldSeeEverythingThatAnOperationDidInOrder() {
    desk.complete("INC-1", "register");

    assertThat(SEEN)
        .extracting(Event::type)
        .containsExactly(EventType.STEP_COMPLETED, EventType.STEP_WAITING);
    assertThat(SEEN)
        .allSatisfy(
            event -> {
              assertThat(event.tenant()).isEqualTo(desk.tenant);
              assertThat(event.item()).isEqualTo("INC-1");
              assertThat(event.data().text("actor", "")).isEqualTo("ann");
              assertThat(event.id()).isNotNull();
            });
  }

  @Test
  void shouldNumberTheEventsOfAnItemWithoutGaps() {
    // given
    SEEN.clear();
    Desk other = Desk.ofNewTenant(millrace);

    // when
    other.close("INC-2");
    other.ops.work().reopen(Reopen.of("INC-2", "it is back"));
    other.ops.work().updateFacts(UpdateFacts.of("INC-2", io.millrace.model.Facts.of("impact", 1)));
    other.ops.work().cancel(Cancel.of("INC-2", "enough"));

    // then
    assertThat(SEEN)
        .extracting(Event::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, SEEN.size()).boxed().toList());
    assertThat(SEEN).extracting(Event::id).doesNotHaveDuplicates();
    assertThat(SEEN)
        .extracting(Event::type)
        .contains(
            EventType.WORK_ITEM_SUBMITTED,
            EventType.WORK_ITEM_RESOLVED,
            EventType.WORK_ITEM_CLOSED,
            EventType.WORK_ITEM_REOPENED,
            EventType.WORK_ITEM_CANCELLED,
            EventType.FACTS_UPDATED,
            EventType.DECISION_MADE,
            EventType.STEP_CANCELLED);
  }

  @Test
  void shouldRollEverythingBackWhenItThrows() throws SQLException {
    // given
    Map<String, Long> before = rows();
    WorkItem item = desk.item("INC-1");
    reaction =
        events -> {
          throw new IllegalStateException("the books are closed");
        };

    // when
    assertThatThrownBy(() -> desk.complete("INC-1", "register"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the books are closed");
    assertThatThrownBy(() -> desk.submit("INC-2")).hasMessage("the books are closed");
    assertThatThrownBy(
            () ->
                desk.ops
                    .intake()
                    .submitAll(
                        List.of(
                            Demand.builder("INC-3").title("x").build(),
                            Demand.builder("INC-4").title("x").build())))
        .hasMessage("the books are closed");
    assertThatThrownBy(() -> desk.ops.work().cancel(Cancel.of("INC-1", "no")))
        .hasMessage("the books are closed");

    // then
    reaction = events -> {};
    assertThat(rows()).isEqualTo(before);
    assertThat(before).containsKeys("MR_WORK_ITEM", "MR_COMMAND", "ACT_RU_TASK", "ACT_HI_ACTINST");
    assertThat(desk.item("INC-1")).isEqualTo(item);
    assertThat(desk.complete("INC-1", "register").item().openSteps()).hasSize(1);
  }

  @Test
  void shouldRollBackWhenItThrowsAnError() throws SQLException {
    Map<String, Long> before = rows();
    reaction =
        events -> {
          throw new AssertionError("a bug");
        };

    assertThatThrownBy(() -> desk.complete("INC-1", "register")).isInstanceOf(AssertionError.class);

    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void shouldStoreOwnRowsAndProcessStateTogether() throws SQLException {
    Map<String, Long> before = rows();

    desk.submit("INC-2");

    Map<String, Long> after = rows();
    for (String table :
        List.of("MR_WORK_ITEM", "MR_FACTS", "MR_STEP_RUN", "MR_TRANSITION", "ACT_RU_TASK")) {
      assertThat(after.get(table)).as(table).isEqualTo(before.getOrDefault(table, 0L) + 1);
    }
    assertThat(after.get("MR_DECISION")).isEqualTo(before.getOrDefault("MR_DECISION", 0L) + 4);
  }

  @Test
  void shouldNotBeLetInAgain() {
    reaction =
        events -> {
          reaction = again -> {};
          desk.ops.work().start(StartStep.of("INC-1"));
        };

    assertThatThrownBy(() -> desk.submit("INC-2"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected a participant to leave Millrace alone, but it called it inside the"
                + " transaction.\nMaybe call it after the commit, from an event sink.");

    assertThat(desk.ops.work().find("INC-2")).isEmpty();
  }

  @Test
  void shouldNotBeCalledWhenNothingHappened() {
    desk.ops.work().find("INC-1");
    desk.ops.work().search(WorklistQuery.all());

    assertThat(SEEN).isEmpty();
  }

  @Test
  void shouldLetTheCallerSeeThatARowOfItsOwnIsThereAlready() {
    // given
    AtomicInteger calls = new AtomicInteger();
    RuntimeException taken =
        new IllegalStateException(new SQLIntegrityConstraintViolationException("taken", "23505"));
    reaction =
        events -> {
          calls.incrementAndGet();
          throw taken;
        };

    // when
    Throwable thrown = catchThrowable(() -> desk.complete("INC-1", "register"));

    // then
    assertThat(thrown).isSameAs(taken);
    assertThat(calls).hasValue(1);
  }
}
