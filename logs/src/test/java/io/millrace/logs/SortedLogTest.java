// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lifecycle, order and bounds of a sorted log. */
final class SortedLogTest {
  @TempDir Path folder;
  private MadeLogs logs;

  @BeforeEach
  void setUp() {
    logs = new MadeLogs(folder);
  }

  @Test
  void shouldSortALogThatIsMuchLargerThanItsChunks() throws IOException {
    // given 300,000 rows in no order, and chunks of 1,000 rows
    long seed = 42;
    Path log = shuffled(300_000, seed);
    ReadOptions small = ReadOptions.builder().rowsPerChunk(1_000).build();
    // when
    try (SortedLog sorted = logs.prepare(log, small)) {
      // then
      assertThat(sorted.events()).isEqualTo(300_000);
      Instant before = Instant.MIN;
      long count = 0;
      long inversions = 0;
      for (LogEvent event : sorted) {
        inversions += event.occurredAt().isBefore(before) ? 1 : 0;
        before = event.occurredAt();
        count++;
      }
      assertThat(inversions).as("seed %d", seed).isZero();
      assertThat(count).isEqualTo(300_000 + 2 * sorted.items());
    }
    assertThat(logs.work()).doesNotExist();
  }

  @Test
  void shouldGiveTheSameSequenceWhateverTheChunks() throws IOException {
    Path log = shuffled(5_000, 7);
    List<LogEvent> inOneChunk = logs.events(log);
    for (int rows : new int[] {1, 13, 4_999}) {
      ReadOptions options = ReadOptions.builder().rowsPerChunk(rows).build();
      assertThat(logs.events(log, options)).isEqualTo(inOneChunk);
    }
  }

  @Test
  void shouldReadAgainAndFromAnyPosition() {
    try (SortedLog log = logs.prepare(good())) {
      List<LogEvent> all = log.stream().toList();
      assertThat(log).containsExactlyElementsOf(all);
      List<LogEvent> rest = new ArrayList<>();
      log.iteratorFrom(1).forEachRemaining(rest::add);
      assertThat(rest).isEqualTo(all.subList(1, 3));
      assertThat(log.iteratorFrom(3).hasNext()).isFalse();
      assertThat(log.iteratorFrom(99).hasNext()).isFalse();
    }
  }

  @Test
  void shouldTellWhatItRead() {
    Path source = good();
    try (SortedLog log = logs.prepare(source)) {
      assertThat(log.source()).isEqualTo(source);
      assertThat(log.size()).isEqualTo(3);
      assertThat(log.items()).isEqualTo(1);
      assertThat(log.first()).isEqualTo("2016-02-01T10:00:00Z");
      assertThat(log.last()).isEqualTo("2016-02-02T10:00:00Z");
      assertThat(log.rejections()).isEmpty();
    }
  }

  @Test
  void shouldTakeTheDigestOfTheFileAsItLiesOnDisk() {
    // given gzip has trailing bytes after its content
    Path log = logs.write("log.csv", MadeLogs.HEADER + MadeLogs.goodRow());
    // when
    try (SortedLog sorted = logs.prepare(log)) {
      // then
      assertThat(sorted.sha256()).isEqualTo(sha256(log));
    }
    Path xes =
        logs.write(
            "log.xes",
            MadeLogs.gzip(
                MadeLogs.xes(MadeLogs.trace("1", MadeLogs.event("A", "B", "2020-01-01T00:00:00Z")))
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try (SortedLog sorted = logs.prepare(xes)) {
      assertThat(sorted.sha256()).isEqualTo(sha256(xes));
    }
  }

  @Test
  void shouldDeleteItsFilesOnCloseAndRefuseToBeRead() {
    SortedLog log = logs.prepare(good());
    Iterator<LogEvent> open = log.iterator();
    assertThat(logs.work()).isNotEmptyDirectory();
    log.close();
    log.close();
    assertThat(logs.work()).doesNotExist();
    assertThatThrownBy(open::next)
        .isInstanceOf(LogAccessException.class)
        .hasMessageContaining("to be open, but it is closed.\nMaybe read it before");
    assertThatThrownBy(log::iterator).isInstanceOf(LogAccessException.class);
  }

  @Test
  void shouldKeepOtherFilesOfTheWorkFolder() throws IOException {
    Files.createDirectories(logs.work());
    Path other = Files.writeString(logs.work().resolve("other"), "stays");
    logs.prepare(good()).close();
    assertThat(logs.work()).isDirectoryContaining(other::equals);
    assertThat(Files.list(logs.work()).toList()).containsExactly(other);
  }

  @Test
  void shouldSayThatTheDiskIsFullAndLeaveNothing() throws IOException {
    // given a disk that takes 100 kB
    Path log = shuffled(5_000, 1);
    WorkFolder.Opener full = file -> new FullDisk(Files.newOutputStream(file), 100_000);
    Preparation preparation =
        new Preparation(log, ReadOptions.defaults(), ProgressListener.none(), full);
    // then
    assertThatThrownBy(() -> preparation.into(logs.work()))
        .isInstanceOf(LogAccessException.class)
        .hasMessageContaining("to take the sorted log, but writing or reading it failed")
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("\nMaybe free some space");
    assertThat(logs.work()).doesNotExist();
  }

  @Test
  void shouldReportProgressInOrder() throws IOException {
    // given
    Path log = shuffled(5_000, 1);
    List<Progress> heard = new ArrayList<>();
    // when
    SortedLog.prepare(log, ReadOptions.defaults(), logs.work(), heard::add).close();
    // then
    assertThat(heard)
        .isSortedAccordingTo(
            (a, b) ->
                a.phase() == b.phase()
                    ? Long.compare(a.done(), b.done())
                    : a.phase().compareTo(b.phase()));
    assertThat(heard)
        .contains(new Progress(Progress.Phase.READING, Files.size(log), Files.size(log)));
    assertThat(heard.get(heard.size() - 1))
        .isEqualTo(new Progress(Progress.Phase.DONE, 5_000, 5_000));
    assertThat(heard).allMatch(progress -> progress.done() <= progress.total());
  }

  @Test
  void shouldStopWhenInterruptedAndLeaveNothing() throws IOException {
    for (Progress.Phase phase :
        new Progress.Phase[] {Progress.Phase.READING, Progress.Phase.SORTING}) {
      Path log = shuffled(20_000, 1);
      ProgressListener interrupting =
          progress -> {
            if (progress.phase() == phase && progress.done() > 0) {
              Thread.currentThread().interrupt();
            }
          };
      try {
        assertThatThrownBy(
                () -> SortedLog.prepare(log, ReadOptions.defaults(), logs.work(), interrupting))
            .isInstanceOf(LogInterruptedException.class)
            .hasMessageContaining("but its thread was interrupted.\nMaybe prepare it again");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(logs.work()).doesNotExist();
    }
  }

  @Test
  void shouldEndWithTheListenersException() {
    Path log = good();
    assertThatThrownBy(
            () ->
                SortedLog.prepare(
                    log,
                    ReadOptions.defaults(),
                    logs.work(),
                    progress -> {
                      throw new IllegalStateException("enough");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThat(logs.work()).doesNotExist();
  }

  @Test
  void shouldRefuseOptionsBelowOne() {
    ReadOptions.Builder options = ReadOptions.builder().rowsPerChunk(0);
    assertThatThrownBy(options::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected read option 'rowsPerChunk' to be at least 1, but it is 0.\n"
                + "Maybe leave it out to take the default.");
  }

  @Test
  void shouldPackMoreNamesThanItNumbers() throws IOException {
    Attributes attributes = new Attributes();
    for (int i = 0; i < 5_000; i++) {
      java.util.Map<String, String> one = java.util.Map.of("name" + i, "value" + i);
      assertThat(attributes.unpack(attributes.pack(one))).isEqualTo(one);
    }
  }

  private Path good() {
    return logs.write("log.csv", MadeLogs.HEADER + MadeLogs.goodRow());
  }

  /** Rows of a tenth as many items, at random times of a year. */
  private Path shuffled(int rows, long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve("log.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(MadeLogs.HEADER);
      for (int i = 0; i < rows; i++) {
        String time =
            (1 + random.nextInt(28))
                + "/"
                + (1 + random.nextInt(12))
                + "/2016 0"
                + random.nextInt(10)
                + ":15";
        String item = "INC" + random.nextInt(Math.max(1, rows / 10));
        out.write(MadeLogs.row(item, "Active", random.nextInt(5), "?", time, "?"));
      }
    }
    return file;
  }

  private static String sha256(Path file) {
    try {
      return java.util.HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException | java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class FullDisk extends OutputStream {
    private final OutputStream disk;
    private long room;

    FullDisk(OutputStream disk, long room) {
      this.disk = disk;
      this.room = room;
    }

    @Override
    public void write(int value) throws IOException {
      if (room-- <= 0) {
        throw new IOException("No space left on device");
      }
      disk.write(value);
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }
}
