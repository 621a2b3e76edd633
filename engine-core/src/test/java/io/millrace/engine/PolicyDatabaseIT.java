// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static io.millrace.engine.internal.TestLayers.BASE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.StepHandler;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackLoadException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs in the database: what stays after a restart, and what other nodes see. */
class PolicyDatabaseIT {
  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  private Millrace open(String file, TestLayers layers) {
    return LayeredMillrace.lasting(folder.resolve(file), clock, layers);
  }

  private void change(String file, String sql, byte[]... values) throws SQLException {
    try (Connection connection = TestStore.connection(folder.resolve(file));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setBytes(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void shouldGoOnWithThePackInForceAfterARestart() {
    // given
    UUID old;
    Explanation explained;
    Page<ActivationRecord> history;
    Page<PackRecord> packs;
    try (Millrace millrace = open("restart", new TestLayers())) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.activatePack("house", "1", "one-desk");
      old = desk.submit("INC-1").findDecision(DecisionPoint.ROUTING).orElseThrow();
      explained = desk.ops.decisions().explain(old);
      desk.activatePack("house", "2", "two-desk");
      history = desk.ops.policies().history();
      packs = desk.ops.policies().packs();
    }

    // when
    TestLayers layers = new TestLayers();
    try (Millrace millrace = open("restart", layers)) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(layers.count()).as("only the base is loaded at the start").isEqualTo(1);
      assertThat(Desk.of(millrace, "other", "bob").routedTo()).isEqualTo(BASE_TEAM);
      assertThat(layers.count()).isEqualTo(1);
      assertThat(desk.routedTo()).isEqualTo("two-desk");
      assertThat(desk.routedTo()).isEqualTo("two-desk");
      assertThat(layers.count()).isEqualTo(2);
      assertThat(desk.ops.policies().history()).isEqualTo(history);
      assertThat(desk.ops.policies().packs()).isEqualTo(packs);
      assertThat(desk.ops.decisions().explain(old)).isEqualTo(explained);
      assertThat(desk.ops.decisions().explain(old)).isEqualTo(explained);
      assertThat(layers.count()).as("kept for the next explanation").isEqualTo(3);
      assertThat(desk.ops.policies().rollback("back").pack())
          .isEqualTo(history.entries().get(1).pack());
      assertThat(desk.routedTo()).isEqualTo("one-desk");
    }
  }

  @Test
  void shouldGoOnWithThePackBeforeIfThePackInForceDoesNotLoadAfterARestart() {
    // given
    try (Millrace millrace = open("spoilt", new TestLayers())) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.activatePack("house", "1", "one-desk");
      desk.activatePack("spoilt", "1", "spoilt-desk");
      desk.submit("INC-1");
    }
    TestLayers layers = new TestLayers();
    layers.refuse("spoilt");

    // when
    try (Millrace millrace = open("spoilt", layers)) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.routedTo()).isEqualTo("one-desk");
      assertThat(desk.submit("INC-2").item().team()).isEqualTo("one-desk");
      assertThat(desk.ops.policies().active().id()).isEqualTo("house");
      assertThat(desk.ops.policies().activeAt(clock.instant()).id()).isEqualTo("spoilt");
      desk.complete("INC-1", "register");
      desk.complete("INC-1", "investigate", "specialist");
      assertThat(desk.ops.decisions().ofItem("INC-1"))
          .last()
          .extracting(record -> record.decision().pack().id())
          .isEqualTo("house");
    }
  }

  @Test
  void shouldNotDecideByAPackThatWasChangedInTheDatabase() throws SQLException {
    // given
    try (Millrace millrace = open("forged", new TestLayers())) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.activatePack("house", "1", "one-desk");
    }
    byte[] forged = TestLayers.pack("house", "1", "evil-desk").toZip();
    change("forged", "update MR_PACK set ZIP = ?", forged);

    // when
    try (Millrace millrace = open("forged", new TestLayers())) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
      assertThatThrownBy(() -> desk.ops.policies().find("house", "1"))
          .isInstanceOf(PackLoadException.class)
          .hasMessage(
              "Expected the stored pack 'house-1.zip' to be usable, but it has a problem.\n"
                  + "  house-1.zip: Expected the pack in table MR_PACK as it was added, but its"
                  + " content has changed. Maybe restore the table from a backup, or add the pack"
                  + " again under a new version.\n"
                  + "Maybe restore the table from a backup, or add the pack again under a new"
                  + " version.");
    }
    change("forged", "delete from MR_PACK");
    try (Millrace millrace = open("forged", new TestLayers())) {
      Desk desk = Desk.of(millrace, "t", "ann");
      assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
    }
  }

  @Test
  void shouldSeeWhatAnotherNodeActivates() throws Exception {
    DataSource database = TestStore.newDatabase();
    TestClock late = new TestClock();
    clock.forward(Duration.ofSeconds(10));
    try (Millrace here = LayeredMillrace.shared(database, clock, new TestLayers());
        Millrace there = LayeredMillrace.shared(database, late, new TestLayers())) {
      // given
      Desk mine = Desk.of(here, "t", "ann");
      Desk theirs = Desk.of(there, "t", "bob");
      assertThat(theirs.routedTo()).isEqualTo(BASE_TEAM);

      // when
      mine.activatePack("house", "1", "one-desk");
      late.set(clock.instant());

      // then
      awaitTeam(theirs, "one-desk");

      // when the other node, whose clock is behind, goes back
      mine.activatePack("house", "2", "two-desk");
      late.set(clock.instant().minusSeconds(10));
      theirs.ops.policies().rollback("two is wrong");

      // then
      awaitTeam(mine, "one-desk");
      late.set(clock.instant());
      assertThat(theirs.routedTo()).isEqualTo("one-desk");
      assertThat(mine.ops.policies().history().entries())
          .extracting(ActivationRecord::actor)
          .containsExactly("bob", "ann", "ann");
    }
  }

  @Test
  void shouldLoadThePackInTheMiddleOfATransactionIfAHandlerComesFirst() throws Exception {
    // given
    ValueStream stream = TestStreams.hireRoutedByPolicy();
    try (Millrace millrace =
        LayeredMillrace.lasting(folder.resolve("handled"), clock, new TestLayers(), stream)) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.submit(Demand.builder("B-1").title("A bike").stream("hire"));
      desk.activatePack("house", "1", "one-desk");
    }

    // when
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    Plugin plugin =
        new PluginTest.Bundle(
            "axle", to -> to.stepHandler(new Booked()).eventSink("test", events::add));
    TestLayers layers = new TestLayers();
    try (Millrace millrace =
        LayeredMillrace.lasting(folder.resolve("handled"), clock, layers, stream, plugin)) {
      Event event = events.poll(30, TimeUnit.SECONDS);
      while (event != null && event.type() != EventType.DECISION_MADE) {
        event = events.poll(30, TimeUnit.SECONDS);
      }

      // then
      assertThat(event).isNotNull();
      Desk desk = Desk.of(millrace, "t", "ann");
      assertThat(desk.ops.decisions().ofItem("B-1"))
          .last()
          .satisfies(
              record -> {
                assertThat(record.decision().point()).isEqualTo(DecisionPoint.ROUTING);
                assertThat(record.decision().output("team")).isEqualTo("one-desk");
                assertThat(record.decision().pack().id()).isEqualTo("house");
              });
      assertThat(layers.count()).isEqualTo(2);
    }
  }

  /** Books at once. */
  private static final class Booked implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) {
      return Completion.result("booked");
    }
  }

  private static void awaitTeam(Desk desk, String team) throws InterruptedException {
    for (int round = 0; round < 1_000 && !desk.routedTo().equals(team); round++) {
      TimeUnit.MILLISECONDS.sleep(10); // the other node polls by the machine's time
    }
    assertThat(desk.routedTo()).isEqualTo(team);
  }
}
