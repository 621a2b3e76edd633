// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that was killed or stopped goes on where it was, and comes to the same figures. */
final class ReplayKillIT {
  private static final long SEED = Long.getLong("replay.seed", System.nanoTime());
  private static final int INCIDENTS = 150;
  private static final int KILLS = 3;
  private static final int LONGEST_WAIT_MILLIS = 4_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<Integer> STOPPED = List.of(130, 143);

  @TempDir Path folder;
  private Path log = Path.of("made.csv");
  private Path target = Path.of("report");
  private Path data = Path.of("report.data");

  @BeforeEach
  void writeLog() throws IOException {
    System.out.println("replay.seed=" + SEED);
    log = Files.writeString(folder.resolve("made.csv"), MadeLog.of(INCIDENTS, 7));
    target = folder.resolve("report");
    data = folder.resolve("report.data");
  }

  @Test
  void shouldComeToTheSameFiguresAfterKills() throws IOException, InterruptedException {
    // given
    Random random = new Random(SEED);
    int killed = 0;

    // when
    boolean last = false;
    for (int i = 0; i < KILLS; i++) {
      last = killAfter(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)));
      killed += last ? 1 : 0;
    }

    // then
    assertThat(killed).as("kills in mid-run").isPositive();
    shouldEndWithTheFiguresOfAWholeRun(last);
  }

  @Test
  void shouldStopBetweenWindowsAndGoOnAfterwards() throws IOException, InterruptedException {
    // given
    Ending stopped;
    try (ReplayProcess process = start()) {
      process.awaitReplaying(PATIENCE);

      // when
      process.terminate();
      stopped = process.await(PATIENCE);
    }

    // then
    assertThat(stopped.exitCode()).as(stopped.failure()).isIn(STOPPED);
    assertThat(stopped.err())
        .containsPattern("Stopped after [0-9]+ of [0-9]+ events\\.")
        .contains("Maybe start it again with the same options: it goes on from there.");
    assertThat(target).doesNotExist();
    assertThat(data.resolve("replay.properties")).exists();
    shouldEndWithTheFiguresOfAWholeRun(true);
  }

  /** Whether it was killed before it had ended. */
  private boolean killAfter(Duration wait) throws IOException, InterruptedException {
    try (ReplayProcess process = start()) {
      process.awaitReplaying(PATIENCE);
      if (process.endsWithin(wait)) {
        assertThat(process.await(PATIENCE).exitCode()).isZero();
        return false;
      }
      process.kill();
      process.await(PATIENCE);
    }
    assertThat(data.resolve("replay.properties")).exists();
    return true;
  }

  private void shouldEndWithTheFiguresOfAWholeRun(boolean resumed)
      throws IOException, InterruptedException {
    Ending ending;
    try (ReplayProcess process = start()) {
      ending = process.await(PATIENCE);
    }
    assertThat(ending.exitCode()).as(ending.failure()).isZero();
    WrittenReport interrupted = WrittenReport.in(target);
    assertThat(interrupted.json().path("resumed").asBoolean()).isEqualTo(resumed);
    assertThat(data).doesNotExist();

    Path whole = folder.resolve("whole");
    assertThat(Ending.of("--report", whole, log).exitCode()).isZero();
    assertThat(interrupted.figures()).isEqualTo(WrittenReport.in(whole).figures());
    HandFigures expected = HandFigures.of(Files.readString(log), ZoneOffset.UTC);
    expected.shouldBeThoseOf(interrupted);
    expected.shouldAgreeOnPriorities(interrupted);
  }

  private ReplayProcess start() throws IOException {
    return ReplayProcess.start(List.of(), "--batch", 4, "--report", target, log);
  }
}
