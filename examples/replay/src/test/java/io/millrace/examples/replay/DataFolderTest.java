// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataFolderTest {
  private static final Map<String, String> IDENTITY = Map.of("log", "abc", "zone", "UTC");

  @TempDir Path parent;
  private Path folder = Path.of("data");

  @BeforeEach
  void chooseFolder() {
    folder = parent.resolve("data");
  }

  @Test
  void shouldRefuseAFolderThatHoldsOtherFiles() throws IOException {
    // given
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("thesis.txt"), "precious");

    // then
    assertThatThrownBy(() -> DataFolder.open(folder, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the data folder '"
                + folder
                + "' to be empty or a replay's, but it holds [thesis.txt].\n"
                + "Maybe choose another folder with --data.");
    assertThat(folder.resolve("thesis.txt")).hasContent("precious");
    assertThat(folder.resolve("replay.lock")).doesNotExist();
  }

  @Test
  void shouldRefuseADatabaseThatIsNotAReplays() throws IOException {
    // given
    Files.createDirectory(folder);
    Files.writeString(folder.resolve("millrace.mv.db"), "precious");

    // then
    assertThatThrownBy(() -> DataFolder.open(folder, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("to be empty or a replay's, but it holds [millrace.mv.db].");
    assertThat(folder.resolve("millrace.mv.db")).hasContent("precious");
  }

  @Test
  void shouldRefuseAFolderThatIsAFile() throws IOException {
    // given
    Files.writeString(folder, "not a folder");

    // then
    assertThatThrownBy(() -> DataFolder.open(folder, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected the data folder '" + folder + "' to be writable, but it is not: ")
        .hasMessageEndingWith("\nMaybe choose another folder with --data.");
    assertThat(folder).hasContent("not a folder");
  }

  @Test
  void shouldRefuseTwoReplaysAtOnce() {
    try (DataFolder first = DataFolder.open(folder, false)) {
      assertThat(first.sorted()).isEqualTo(folder.resolve("sorted"));
      assertThatThrownBy(() -> DataFolder.open(folder, false))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected the data folder '"
                  + folder
                  + "' to be free, but another replay uses it.\n"
                  + "Maybe wait for it, or choose another folder with --data or --report.");
    }
  }

  @Test
  void shouldBeFreeAgainAfterItsReplay() {
    // given
    DataFolder.open(folder, true).close();

    // then
    try (DataFolder second = DataFolder.open(folder, true)) {
      assertThat(second.beginOrContinue(IDENTITY)).isFalse();
    }
  }

  @Test
  void shouldGoOnWithTheSameLogAndOptions() {
    // given
    try (DataFolder first = DataFolder.open(folder, false)) {
      assertThat(first.beginOrContinue(IDENTITY)).isFalse();
    }

    // then
    try (DataFolder second = DataFolder.open(folder, false)) {
      assertThat(second.beginOrContinue(IDENTITY)).isTrue();
    }
  }

  @Test
  void shouldRefuseOtherOptions() {
    // given
    try (DataFolder first = DataFolder.open(folder, false)) {
      first.beginOrContinue(IDENTITY);
    }

    // then
    try (DataFolder second = DataFolder.open(folder, false)) {
      assertThatThrownBy(
              () -> second.beginOrContinue(Map.of("log", "abc", "zone", "Europe/Berlin")))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected to go on with the replay in '"
                  + folder
                  + "', whose zone is 'UTC', but now it is 'Europe/Berlin'.\n"
                  + "Maybe use the same log and options, or delete that folder to begin anew.");
      second.nothingRecorded();
    }
    assertThat(folder.resolve("replay.properties")).exists();
  }

  @Test
  void shouldRefuseAnOptionThatWasNotKnownBefore() {
    // given
    try (DataFolder first = DataFolder.open(folder, false)) {
      first.beginOrContinue(Map.of("log", "abc"));
    }

    // then
    try (DataFolder second = DataFolder.open(folder, false)) {
      assertThatThrownBy(() -> second.beginOrContinue(IDENTITY))
          .hasMessageContaining("whose zone is 'nothing', but now it is 'UTC'.");
    }
  }

  @Test
  void shouldBeRemovedWhenTheReplayHasFinished() throws IOException {
    // given
    try (DataFolder data = DataFolder.open(folder, false)) {
      data.beginOrContinue(IDENTITY);
      Files.createDirectories(data.sorted().resolve("millrace-log-1"));
      Files.writeString(folder.resolve("millrace.mv.db"), "");

      // when
      data.finished();
    }

    // then
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldStayWithItsDatabaseIfAskedTo() throws IOException {
    // given
    try (DataFolder data = DataFolder.open(folder, true)) {
      data.beginOrContinue(IDENTITY);
      Files.createDirectories(data.sorted());
      Files.writeString(folder.resolve(data.database().getFileName() + ".mv.db"), "");

      // when
      data.finished();
    }

    // then
    assertThat(folder.resolve("millrace.mv.db")).exists();
    assertThat(folder.resolve("sorted")).doesNotExist();
  }

  @Test
  void shouldStayWhenTheReplayWasStopped() {
    // given
    try (DataFolder data = DataFolder.open(folder, false)) {
      data.beginOrContinue(IDENTITY);
    }

    // then
    assertThat(folder.resolve("replay.properties")).exists();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldLeaveNothingIfNothingWasRecorded(boolean keep) {
    // given
    try (DataFolder data = DataFolder.open(folder, keep)) {
      // when
      data.nothingRecorded();
    }

    // then
    assertThat(folder).doesNotExist();
  }

  @Test
  void shouldLeaveAFolderThatWasThereBefore() throws IOException {
    // given
    Files.createDirectory(folder);
    try (DataFolder data = DataFolder.open(folder, true)) {
      // when
      data.nothingRecorded();
    }

    // then
    assertThat(folder).exists();
  }

  @Test
  void shouldGoOnAfterAKillAtEachPlace() throws IOException {
    // given what is there if the process dies while it notes what it replays
    Files.createDirectories(folder.resolve("sorted").resolve("millrace-log-1"));
    for (String name : List.of("replay.lock", "replay.properties.new")) {
      Files.writeString(folder.resolve(name), "");
    }

    // when
    try (DataFolder data = DataFolder.open(folder, false)) {
      // then
      assertThat(folder.resolve("sorted")).doesNotExist();
      assertThat(data.beginOrContinue(IDENTITY)).isFalse();
    }
  }
}
