// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.growth.ErasedTexts;
import io.millrace.engine.internal.store.Json;
import io.millrace.model.Demand;
import io.millrace.plugin.port.Archive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are on disk before anything is deleted, whole and each once. */
class FileArchiveTest {
  private static final Instant MARCH = Instant.parse("2026-03-31T23:59:59Z");
  @TempDir Path folder;

  /** A document that is small, or that fails in the middle. */
  private record Small(String tenant, String id, Instant endedAt, boolean fails)
      implements Archive.Document {
    @Override
    public UUID key() {
      return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(("{\"id\":\"" + id + "\",\"item\":{").getBytes(StandardCharsets.UTF_8));
      if (fails) {
        out.flush();
        throw new IOException("gone");
      }
      out.write(("\"title\":\"of Ann\"}}").getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Archive.Document small(String tenant, String id) {
    return new Small(tenant, id, MARCH, false);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }

  @Test
  void shouldKeepTenantsAndMonthsApartWhateverTheyAreCalled() throws Exception {
    // given
    List<String> tenants =
        List.of("../etc", "acme", "Acme", "a/b", "a\\b", "con", ".", "", "ä:*?", "x".repeat(300));
    FileArchive archive = FileArchive.in(folder);

    // when
    for (String tenant : tenants) {
      archive.take(
          List.of(small(tenant, "1"), new Small(tenant, "2", MARCH.plusSeconds(1), false)));
    }

    // then
    assertThat(files()).hasSize(2 * tenants.size());
    for (String tenant : tenants) {
      Path own = archive.folderOf(tenant);
      assertThat(own.getParent()).isEqualTo(folder.toAbsolutePath());
      assertThat(own.getFileName().toString()).matches("t-[-a-z0-9_%A-F~]*").hasSizeLessThan(130);
      assertThat(Files.readAllLines(own.resolve("2026-03.jsonl"))).hasSize(1);
      assertThat(Files.readAllLines(own.resolve("2026-04.jsonl"))).hasSize(1);
    }
    assertThat(new TreeSet<>(tenants.stream().map(archive::folderOf).toList()))
        .hasSameSizeAs(tenants);
  }

  @Test
  void shouldTakeBackWhatItCouldNotFinish() throws Exception {
    // given
    FileArchive archive = FileArchive.in(folder);
    archive.take(List.of(small("t", "1")));
    Path file = archive.folderOf("t").resolve("2026-03.jsonl");

    // when: a document fails, and later a crash leaves half a line
    assertThatThrownBy(
            () -> archive.take(List.of(small("t", "2"), new Small("t", "3", MARCH, true))))
        .isInstanceOf(IOException.class);
    assertThat(Files.readAllLines(file)).hasSize(1);
    Files.writeString(file, "{\"id\":\"half", StandardOpenOption.APPEND);
    archive.take(List.of(small("t", "4")));

    // then
    assertThat(Files.readAllLines(file))
        .containsExactly(
            "{\"id\":\"1\",\"item\":{\"title\":\"of Ann\"}}",
            "{\"id\":\"4\",\"item\":{\"title\":\"of Ann\"}}");
  }

  @Test
  void shouldNotMixLinesOfSeveralWriters() throws Exception {
    // given
    List<Thread> writers = new ArrayList<>();
    AtomicReference<Throwable> failed = new AtomicReference<>();
    for (int i = 0; i < 3; i++) {
      FileArchive archive = FileArchive.in(folder);
      String writer = "w" + i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  for (int n = 0; n < 10; n++) {
                    archive.take(
                        List.of(small("t", writer + "-" + n), small("t", writer + "+" + n)));
                    archive.erase(
                        new ErasedTexts(List.of("ann"), "erased-" + n).inArchive("t", false));
                  }
                } catch (Throwable e) {
                  failed.set(e);
                }
              });
      writers.add(thread);
      thread.start();
    }
    for (Thread writer : writers) {
      writer.join();
    }

    // then
    assertThat(failed.get()).isNull();
    List<String> lines =
        Files.readAllLines(FileArchive.in(folder).folderOf("t").resolve("2026-03.jsonl"));
    assertThat(lines).hasSize(60).doesNotHaveDuplicates();
    assertThat(lines).allSatisfy(line -> assertThat(Json.readObject(line)).containsKeys("id"));
    assertThat(lines).noneMatch(line -> line.contains("Ann"));
    assertThat(files()).hasSize(1);
  }

  @Test
  @SuppressWarnings("unchecked")
  void shouldHoldEverythingOfAWorkItem() throws Exception {
    // given
    TestClock clock = new TestClock();
    FileArchive archive = FileArchive.in(folder);
    try (Millrace millrace =
        TestStore.builder()
            .clock(clock)
            .plugin(new PluginTest.Bundle("box", to -> to.archive(archive)))
            .build()) {
      Desk desk = Desk.of(millrace, "acme", "ann");
      desk.submit(
          Demand.builder("INC-1").title("Line\nbreak \"quoted\"").requester("rita").fact("n", 1.5));
      desk.ops.work().block(BlockStep.of("INC-1", "register", "asks back"));
      desk.ops.work().unblock(UnblockStep.of("INC-1", "register"));
      desk.ops.work().link(Link.of("INC-1", "vendor-ticket", "V-1"));
      desk.complete("INC-1", "register");
      desk.ops.work().cancel(Cancel.of("INC-1", "given up"));
      int decisions = desk.ops.decisions().ofItem("INC-1").size();
      clock.forward(Duration.ofDays(181));

      // when
      assertThat(desk.ops.housekeeping().cleanUp(10).archived()).isEqualTo(1);

      // then
      List<String> lines = Files.readAllLines(archive.folderOf("acme").resolve("2026-03.jsonl"));
      assertThat(lines).hasSize(1);
      Map<String, Object> document =
          (Map<String, Object>) (Map<?, ?>) Json.readObject(lines.get(0));
      assertThat(document)
          .containsEntry("format", "millrace-archive/1")
          .containsEntry("tenant", "acme")
          .containsEntry("id", "INC-1")
          .containsEntry("archivedAt", clock.instant().toString())
          .containsOnlyKeys(
              "format",
              "tenant",
              "id",
              "key",
              "archivedAt",
              "item",
              "facts",
              "instances",
              "runs",
              "transitions",
              "decisions",
              "links");
      Map<String, Object> item = (Map<String, Object>) document.get("item");
      assertThat(item)
          .containsEntry("title", "Line\nbreak \"quoted\"")
          .containsEntry("requester", "rita")
          .containsEntry("state", "CANCELLED")
          .containsEntry("stream", "restore-live-service");
      assertThat(rows(document, "facts").get(0))
          .containsEntry("known", Map.of("values", Map.of("n", 1.5)));
      assertThat(rows(document, "instances")).hasSize(1);
      assertThat(rows(document, "runs")).extracting("step").contains("register", "investigate");
      assertThat(rows(document, "transitions"))
          .anySatisfy(
              row ->
                  assertThat(row)
                      .containsEntry("state", "BLOCKED")
                      .containsEntry("note", "asks back"));
      assertThat(rows(document, "decisions")).hasSize(decisions);
      assertThat(rows(document, "decisions").get(0))
          .containsKeys("point", "pack", "context", "outputs", "reasons", "factsVersion");
      assertThat(rows(document, "links").get(0)).containsEntry("target", "V-1");
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Map<String, Object> document, String name) {
    return (List<Map<String, Object>>) Objects.requireNonNull(document.get(name));
  }
}
