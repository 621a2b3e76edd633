// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStreams;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.MillraceException;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The H2 file: what stays after a restart, who else may open it, what an interrupt does to it. */
@Tag("h2")
class DatabaseIT {
  private static final long BUILT_IN = ValueStreams.builtIn().all().size();

  @TempDir Path folder;

  private Millrace open(String name) {
    return Millrace.builder().h2File(folder.resolve(name)).build();
  }

  private long count(String name, String table) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve(name), "sa", "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void shouldGoOnAfterARestart() throws SQLException {
    // given
    WorkItem before;
    List<DecisionRecord> decisions;
    CompleteStep request = CompleteStep.of("INC-1", "register").commandId("c-1");
    try (Millrace millrace = open("go-on")) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.submit("INC-1");
      desk.ops.work().complete(request);
      desk.ops.work().start(StartStep.of("INC-1"));
      before = desk.item("INC-1");
      decisions = desk.ops.decisions().ofItem("INC-1");
    }

    // when
    try (Millrace millrace = open("go-on")) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.item("INC-1")).isEqualTo(before);
      assertThat(desk.ops.decisions().ofItem("INC-1")).isEqualTo(decisions);
      assertThat(desk.ops.work().complete(request).repeated()).isTrue();
      assertThat(desk.submit("INC-1").repeated()).isTrue();
      assertThat(desk.complete("INC-1", "investigate", "fixed").item().state())
          .isEqualTo(WorkItemState.CLOSED);
    }
    assertThat(count("go-on", "ACT_RE_DEPLOYMENT")).isEqualTo(BUILT_IN);
    assertThat(count("go-on", "MR_STREAM")).isEqualTo(BUILT_IN);
  }

  @Test
  void shouldLetRunningItemsFinishOnTheirVersion() throws SQLException {
    // given
    Path file = folder.resolve("versions");
    try (Millrace millrace =
        Millrace.builder().h2File(file).valueStream(TestStreams.hire()).build()) {
      Desk.of(millrace, "t", "ann").submit(Demand.builder("OLD").title("A bike").stream("hire"));
    }

    // when
    try (Millrace millrace =
        Millrace.builder()
            .h2File(file)
            .valueStream(TestStreams.hireWithoutBooking())
            .plugin(
                new PluginTest.Bundle(
                    "axle", to -> to.stepHandler(new Booking(new CountDownLatch(0)))))
            .build()) {
      Desk desk = Desk.of(millrace, "t", "ann");
      Receipt fresh = desk.submit(Demand.builder("NEW").title("A bike").stream("hire"));

      // then
      assertThat(Desk.steps(fresh.item())).containsExactly("giveKey");
      assertThat(desk.complete("NEW", "giveKey").item().state()).isEqualTo(WorkItemState.CLOSED);
      assertThat(desk.item("OLD").openSteps()).hasSize(1);
      assertThat(desk.item("OLD").openSteps().get(0).step()).isIn("book", "handOver");
      desk.ops.work().cancel(Cancel.of("OLD", "the end"));
    }
    assertThat(count("versions", "MR_STREAM")).isEqualTo(BUILT_IN + 2);
  }

  @Test
  void shouldRefuseAFileThatAnotherMillraceOfThisProcessHasOpen() {
    try (Millrace first = open("mine")) {
      Desk desk = Desk.of(first, "t", "ann");
      desk.submit("INC-1");

      assertThatThrownBy(() -> open("mine"))
          .isInstanceOf(EngineException.class)
          .hasMessageMatching(
              "Expected to open the H2 database '.*mine', but this process has it open already\\.\n"
                  + "Maybe close the other Millrace or connection first, or share one Millrace\\.");

      assertThat(desk.complete("INC-1", "register").item().openSteps()).hasSize(1);
    }
  }

  @Test
  void shouldRefuseAFileThatAnotherProcessHasOpen() throws Exception {
    try (ChildProcess child = ChildProcess.start(folder.resolve("theirs"), "hold")) {
      child.awaitLine("READY");

      assertThatThrownBy(() -> open("theirs"))
          .isInstanceOf(EngineException.class)
          .hasMessageMatching(
              "Expected to open the H2 database '.*theirs', but another process has it open\\.\n"
                  + "Maybe end the other process, or use PostgreSQL for several at once\\.");
    }
  }

  @Test
  void shouldRefuseAFolderThatCannotBeWritten() throws Exception {
    Path blocked = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> Millrace.builder().h2File(blocked.resolve("inside")).build())
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("Expected to open the H2 database '")
        .hasMessageEndingWith("Maybe choose a folder that can be written, or look at the cause.");
  }

  @Test
  void shouldSayWhenADatabaseCannotBeUsed() {
    JdbcDataSource broken = new JdbcDataSource();
    broken.setURL("jdbc:h2:" + folder.resolve("absent") + ";IFEXISTS=TRUE");

    assertThatThrownBy(() -> Millrace.builder().dataSource(broken).build())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("Expected ")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void shouldKeepEveryAcknowledgedItemWhenTheProcessIsKilled() throws Exception {
    // given
    List<String> acknowledged = new ArrayList<>();
    try (ChildProcess child = ChildProcess.start(folder.resolve("killed"), "submit")) {
      for (int i = 0; i < 25; i++) {
        acknowledged.add(child.awaitLine("ACK "));
      }
      child.kill();
      acknowledged.addAll(child.rest("ACK "));
    }

    // when
    try (Millrace millrace = open("killed")) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(25);
      for (String item : acknowledged) {
        assertThat(desk.openSteps(item)).as(item).containsExactly("investigate");
        assertThat(desk.ops.decisions().ofItem(item)).as(item).hasSize(4);
      }
    }
  }

  @Test
  void shouldWorkInAnyZoneAndLanguage() throws Exception {
    try (ChildProcess child =
        ChildProcess.start(
            folder.resolve("chatham"),
            "round",
            "-Duser.timezone=Pacific/Chatham",
            "-Duser.language=tr",
            "-Duser.country=TR")) {
      assertThat(child.awaitLine("ROUND "))
          .isEqualTo("2026-04-04T14:30:00Z 2026-04-05T14:30:00Z lead=24.0 found=1 CLOSED");
    }
  }

  @Test
  void shouldSurviveThreadsThatAreInterrupted() throws Exception {
    try (Millrace millrace = open("interrupted")) {
      // given
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.submit("BEFORE");
      ExecutorService pool = Executors.newFixedThreadPool(2);
      List<Future<?>> calls = new ArrayList<>();
      CountDownLatch running = new CountDownLatch(2);
      for (int t = 0; t < 2; t++) {
        String thread = "T" + t + "-";
        calls.add(
            pool.submit(
                () -> {
                  for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                    running.countDown();
                    desk.submit(thread + i);
                  }
                }));
      }

      // when
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      pool.shutdownNow();
      assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      Thread.currentThread().interrupt();
      try {
        desk.submit("INTERRUPTED");
      } catch (MillraceException e) {
        assertThat(e).hasMessageContaining("rolled back");
      }
      assertThat(Thread.interrupted()).isTrue();

      // then
      assertThat(desk.submit("AFTER").item().openSteps()).hasSize(1);
      assertThat(desk.item("BEFORE").openSteps()).hasSize(1);
    }
    try (Millrace millrace = open("interrupted")) {
      assertThat(Desk.of(millrace, "t", "ann").openSteps("AFTER")).containsExactly("register");
    }
  }

  @Test
  void shouldRefuseWorkOnceItIsClosed() {
    Millrace millrace = open("closed");
    Operations kept = millrace.as(Caller.system());
    kept.intake().submit(Demand.builder("INC-1").title("x").build());
    millrace.close();
    millrace.close();

    assertThatThrownBy(() -> millrace.as(Caller.system()))
        .isInstanceOf(MillraceException.class)
        .hasMessage(
            "Expected this Millrace to be open, but it was closed.\n"
                + "Maybe build a new one, or close it later.");
    assertThatThrownBy(() -> kept.work().find("INC-1"))
        .isInstanceOf(MillraceException.class)
        .hasMessageStartingWith("Expected this Millrace to be open, but it was closed.");
    assertThatThrownBy(() -> kept.flow().report(FlowQuery.all()))
        .isInstanceOf(MillraceException.class);
  }

  @Test
  void shouldLetRunningOperationsEndBeforeItCloses() throws Exception {
    // given
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Millrace millrace =
        Millrace.builder()
            .h2File(folder.resolve("ending"))
            .plugin(
                new PluginTest.Bundle(
                    "slow",
                    to ->
                        to.participant(
                            events -> {
                              inside.countDown();
                              await(goOn);
                            })))
            .build();
    Desk desk = Desk.of(millrace, "t", "ann");
    ExecutorService pool = Executors.newFixedThreadPool(2);

    // when
    Future<Receipt> running = pool.submit(() -> desk.submit("INC-1"));
    assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
    CountDownLatch closing = new CountDownLatch(1);
    Future<?> close =
        pool.submit(
            () -> {
              closing.countDown();
              millrace.close();
            });
    assertThat(closing.await(30, TimeUnit.SECONDS)).isTrue();
    goOn.countDown();

    // then
    assertThat(running.get(30, TimeUnit.SECONDS).item().openSteps()).hasSize(1);
    close.get(30, TimeUnit.SECONDS);
    pool.shutdownNow();
    try (Millrace again = open("ending")) {
      assertThat(Desk.of(again, "t", "ann").item("INC-1").openSteps().get(0).state())
          .isEqualTo(StepState.WAITING);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Books when it may. */
  private record Booking(CountDownLatch may) implements io.millrace.plugin.port.StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) throws Exception {
      may.await();
      return Completion.result("booked");
    }
  }
}
