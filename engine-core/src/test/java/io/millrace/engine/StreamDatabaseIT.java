// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.model.Demand;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Value streams in the database: what stays after a restart, and what several nodes do at once. */
class StreamDatabaseIT {
  private static final List<String> TABLES =
      List.of(
          "ACT_RE_DEPLOYMENT",
          "ACT_RE_PROCDEF",
          "ACT_GE_BYTEARRAY",
          "ACT_RU_EVENT_SUBSCR",
          "MR_STREAM",
          "MR_STREAM_VERSION",
          "MR_STREAM_CHANGE");

  @TempDir Path folder;
  private final TestClock clock = new TestClock();

  private static Map<String, Integer> rows(DataSource database) throws SQLException {
    Map<String, Integer> rows = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
          count.next();
          rows.put(table, count.getInt(1));
        }
      }
    }
    return rows;
  }

  private Millrace shared(DataSource database) {
    return LayeredMillrace.shared(database, clock, new TestLayers());
  }

  private static StreamModel hire(String... steps) {
    return StreamText.chain("hire", steps).model();
  }

  @Test
  void shouldDeployNothingAtARestartWithNothingNew() throws SQLException {
    DataSource database = TestStore.newDatabase();
    // given
    StreamVersion added;
    try (Millrace millrace = shared(database)) {
      Desk desk = Desk.of(millrace, "t", "ann");
      added = desk.ops.streams().add(hire("book"));
      desk.submit(Demand.builder("H-1").stream("hire"));
    }
    Map<String, Integer> before = rows(database);

    // when
    try (Millrace millrace = shared(database)) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.ops.streams().add(hire("book")).version()).isEqualTo(1);
      assertThat(rows(database)).isEqualTo(before);
      assertThat(desk.ops.streams().versions("hire"))
          .extracting(StreamVersion::digest, StreamVersion::running)
          .containsExactly(tuple(added.digest(), 1L));
      desk.submit(Demand.builder("H-2").stream("hire"));
      assertThat(desk.openSteps("H-2")).containsExactly("book");
      assertThat(desk.complete("H-1", "book").item().openSteps()).isEmpty();
    }
  }

  @Test
  void shouldNumberTheHostsVersionsOverRestarts() {
    // given
    Path file = folder.resolve("host");
    List<StreamVersion> seen = new ArrayList<>();
    for (String[] steps : new String[][] {{"book"}, {"book", "hand"}, {"book"}}) {
      try (Millrace millrace =
          TestStore.builder(file)
              .timers(false)
              .valueStream(StreamText.chain("hire", steps).stream())
              .build()) {
        seen.add(
            Desk.of(millrace, "t", "ann").ops.streams().versions("hire").stream()
                .filter(StreamVersion::inForce)
                .findFirst()
                .orElseThrow());
      }
    }

    // then
    assertThat(seen).extracting(StreamVersion::version).containsExactly(1, 2, 1);
    assertThat(seen).extracting(StreamVersion::deployedBy).containsOnly("host");
    assertThat(seen.get(2)).isEqualTo(seen.get(0));
  }

  @Test
  void shouldSeeWhatAnotherNodeAddsAndRemoves() throws Exception {
    DataSource database = TestStore.newDatabase();
    try (Millrace here = shared(database);
        Millrace there = shared(database)) {
      Desk mine = Desk.of(here, "t", "ann");
      Desk theirs = Desk.of(there, "t", "bob");
      assertThat(theirs.ops.streams().find("hire")).isEmpty();

      // when
      mine.ops.streams().add(hire("book"));

      // then
      await(() -> theirs.ops.streams().find("hire").isPresent());
      theirs.submit(Demand.builder("H-1").stream("hire"));
      assertThat(mine.openSteps("H-1")).containsExactly("book");

      // when
      theirs.ops.streams().add(hire("book", "hand"));

      // then
      await(() -> mine.ops.streams().find("hire").orElseThrow().steps().size() == 2);

      // when
      mine.ops.streams().remove("hire");

      // then
      await(() -> theirs.ops.streams().find("hire").isEmpty());
      assertThat(theirs.ops.streams().versions("hire")).noneMatch(StreamVersion::inForce);
      theirs.complete("H-1", "book");
    }
  }

  @Test
  void shouldDeployOnceWhenManyAddTheSameAtOnce() throws Exception {
    DataSource database = TestStore.newDatabase();
    try (Millrace here = shared(database);
        Millrace there = shared(database)) {
      Map<String, Integer> before = rows(database);

      // when
      List<Callable<StreamVersion>> adds = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Desk desk = Desk.of(i % 2 == 0 ? here : there, i % 4 < 2 ? "t" : "u", "actor");
        adds.add(() -> desk.ops.streams().add(hire("book")));
      }
      List<StreamVersion> added = atOnce(adds);

      // then
      assertThat(added).extracting(StreamVersion::version).containsOnly(1);
      Map<String, Integer> grown = rows(database);
      before.forEach((table, count) -> grown.merge(table, -count, Integer::sum));
      assertThat(grown)
          .containsEntry("ACT_RE_DEPLOYMENT", 1)
          .containsEntry("ACT_RE_PROCDEF", 1)
          .containsEntry("ACT_RU_EVENT_SUBSCR", 0)
          .containsEntry("MR_STREAM", 1)
          .containsEntry("MR_STREAM_VERSION", 2)
          .containsEntry("MR_STREAM_CHANGE", 2);
    }
  }

  @Test
  void shouldNumberDifferentContentsThatComeAtOnceWithoutGaps() throws Exception {
    DataSource database = TestStore.newDatabase();
    try (Millrace here = shared(database);
        Millrace there = shared(database)) {
      // when
      List<Callable<StreamVersion>> adds = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Desk desk = Desk.of(i % 2 == 0 ? here : there, "t", "actor");
        StreamModel model = hire("book", "step" + i);
        adds.add(() -> desk.ops.streams().add(model));
      }
      atOnce(adds);

      // then
      List<StreamVersion> versions = Desk.of(here, "t", "ann").ops.streams().versions("hire");
      assertThat(versions)
          .extracting(StreamVersion::version)
          .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
      assertThat(versions).filteredOn(StreamVersion::inForce).hasSize(1);
      for (Millrace node : List.of(here, there)) {
        Desk desk = Desk.of(node, "t", "ann");
        await(() -> desk.ops.streams().find("hire").isPresent());
        desk.ops.streams().add(hire("book", "last"));
      }
    }
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    for (int round = 0; round < 1_000 && !condition.call(); round++) {
      TimeUnit.MILLISECONDS.sleep(10); // the other node polls by the machine's time
    }
    assertThat(condition.call()).isTrue();
  }
}
