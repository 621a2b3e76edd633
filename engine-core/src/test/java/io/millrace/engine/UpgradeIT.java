// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * A rolling upgrade: the release before and this one on the same PostgreSQL database. The jars of
 * the release before are in the folder that {@code -Dmillrace.previous.release} names; until there
 * is a release, this build stands in for it.
 */
class UpgradeIT {
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final ScriptedHandler handler = new ScriptedHandler();

  private Millrace thisRelease(DataSource database) {
    return Millrace.builder()
        .dataSource(database)
        .valueStream(TestStreams.hire())
        .plugin(
            new PluginTest.Bundle(
                "told", to -> to.stepHandler(handler).eventSink("upgrade", events::add)))
        .build();
  }

  /** The release before, as a process. */
  private static final class Previous implements AutoCloseable {
    private final Process process;
    private final PrintWriter in;
    private final List<String> said = new CopyOnWriteArrayList<>();

    Previous(String address) throws IOException {
      String folder = System.getProperty("millrace.previous.release");
      String path = System.getProperty("java.class.path", "");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xmx256m");
      command.add("-cp"); // the first class found wins: the jars of the release before this build
      command.add(folder == null ? path : folder + "/*" + File.pathSeparator + path);
      command.addAll(List.of(PreviousRelease.class.getName(), address, "postgres"));
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
      Thread reader = new Thread(this::read, "previous-release");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        out.lines().forEach(said::add);
      } catch (IOException e) {
        said.add("BROKEN " + e);
      }
    }

    void await(String line) throws Exception {
      Eventually.until(() -> said, lines -> lines.contains(line) || !process.isAlive());
      assertThat(said).contains(line);
    }

    void tell(String line) throws Exception {
      in.println(line);
      await("DONE " + line);
    }

    List<String> said(String start) {
      return said.stream().filter(line -> line.startsWith(start)).toList();
    }

    @Override
    public void close() {
      in.close(); // it ends when there is nothing more to do
      process.onExit().join();
    }
  }

  @Test
  void shouldShareTheWorkWithTheReleaseBefore() throws Exception {
    Assumptions.assumeTrue(TestStore.isPostgresql(), "two processes need a server");
    DataSource database = TestStore.newDatabase();
    String address;
    try (Connection connection = database.getConnection()) {
      address = connection.getMetaData().getURL();
    }
    // given
    try (Previous previous = new Previous(address)) {
      previous.await("READY");
      previous.tell("submit OLD-1");
      previous.await("HANDLED OLD-1");
      try (Millrace millrace = thisRelease(database)) {
        Desk desk = Desk.of(millrace, "t", "ann");

        // when
        Eventually.until(() -> desk.openSteps("OLD-1"), List.of("handOver")::equals);
        desk.complete("OLD-1", "handOver");
        desk.submit(Demand.builder("NEW-1").title("A bike").stream("hire"));
        Eventually.until(() -> desk.openSteps("NEW-1"), List.of("handOver")::equals);
        previous.tell("complete NEW-1 handOver");
        CompleteStep again = CompleteStep.of("NEW-1", "handOver").commandId("c-NEW-1");

        // then
        assertThat(desk.item("OLD-1").state()).isEqualTo(WorkItemState.CLOSED);
        assertThat(desk.item("NEW-1").state()).isEqualTo(WorkItemState.CLOSED);
        assertThat(desk.ops.work().complete(again).repeated()).isTrue();

        // when
        previous.tell("submit OLD-2");
        Eventually.until(() -> desk.openSteps("OLD-2"), List.of("handOver")::equals);
        previous.tell("complete OLD-2 handOver");

        // then
        List<String> items = List.of("OLD-1", "NEW-1", "OLD-2");
        for (String item : items) {
          long last = desk.item(item).sequence();
          Eventually.until(() -> heard(previous, item), all -> all.contains(last));
          assertThat(new TreeSet<>(heard(previous, item))).as(item).hasSize((int) last);
          long handled = handler.calls(item).size() + previous.said("HANDLED " + item).size();
          assertThat(handled).as("calls for " + item).isEqualTo(1);
        }
        assertThat(desk.ops.failures().count()).isZero();
      }
    }
  }

  /** The numbers of the events of an item, whichever release delivered them. */
  private List<Long> heard(Previous previous, String item) {
    List<Long> numbers = new ArrayList<>();
    events.stream()
        .filter(event -> event.item().equals(item))
        .forEach(e -> numbers.add(e.sequence()));
    String start = "EVENT " + item + " ";
    previous.said(start).forEach(line -> numbers.add(Long.valueOf(line.substring(start.length()))));
    return numbers;
  }

  @Test
  void shouldStartOnADatabaseThatALaterReleaseHasExpanded() throws SQLException {
    // given
    DataSource database = TestStore.newDatabase();
    thisRelease(database).close();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into "%s" ("installed_rank", "version", "description", "type", "script",
            "checksum", "installed_by", "execution_time", "success")
          values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)
          """
              .formatted(TestStore.isPostgresql() ? "mr_schema_history" : "MR_SCHEMA_HISTORY"));
      statement.execute("alter table MR_WORK_ITEM add column LATER varchar(255)");
    }

    // when
    try (Millrace millrace = thisRelease(database)) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.submit("INC-1").item().openSteps()).hasSize(1);
      assertThat(desk.complete("INC-1", "register").item().openSteps()).hasSize(1);
    }
  }
}
