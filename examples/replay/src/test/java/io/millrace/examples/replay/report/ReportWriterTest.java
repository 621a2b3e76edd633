// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
  private static final ReportWriter.Artist NONE = (report, charts, folder) -> List.of();

  @TempDir Path work;

  @Test
  void shouldWriteAllFiles() throws IOException {
    ReportFolder written = ReportWriter.write(Samples.large(), work.resolve("deep/report"));

    assertThat(written.remarks()).isEmpty();
    assertThat(written.files())
        .containsExactly(
            "report.json",
            "index.html",
            "wip.png",
            "cumulative-flow.png",
            "lead-time.png",
            "step-time.png",
            "hand-offs.png",
            "overview.png");
    assertThat(names(written.folder())).containsExactlyInAnyOrderElementsOf(written.files());
    assertThat(written.page()).isRegularFile();
    assertThat(names(work.resolve("deep"))).containsExactly("report");
    assertThat(ImageIO.read(written.folder().resolve("wip.png").toFile()).getWidth())
        .isEqualTo(1200);
  }

  @Test
  void shouldWriteTheSameFilesAgain() throws IOException {
    ReportFolder one = ReportWriter.write(Samples.small(), work.resolve("one"));
    ReportFolder two = ReportWriter.write(Samples.small(), work.resolve("two"));

    for (String file : one.files()) {
      assertThat(two.folder().resolve(file)).hasSameBinaryContentAs(one.folder().resolve(file));
    }
  }

  @Test
  void shouldReplaceAnOlderReport() throws IOException {
    Path folder = work.resolve("report");
    ReportWriter.write(Samples.large(), folder);

    // Without pictures, so that those of the older report must go.
    ReportWriter.write(Samples.small(), folder, NONE);

    assertThat(names(folder)).containsExactlyInAnyOrder("report.json", "index.html");
    assertThat(folder.resolve("report.json")).content().contains("\"incidents\" : 40");
    assertThat(names(work)).containsExactly("report");
  }

  @Test
  void shouldKeepWhatElseLiesBesideAnOlderReport() throws IOException {
    Path folder = work.resolve("report");
    ReportWriter.write(Samples.large(), folder, NONE);
    Files.writeString(folder.resolve("my-notes.txt"), "x");
    Files.createDirectory(folder.resolve("mine"));

    ReportWriter.write(Samples.small(), folder, NONE);

    assertThat(names(folder))
        .containsExactlyInAnyOrder("report.json", "index.html", "my-notes.txt", "mine");
  }

  @Test
  void shouldCleanUpAfterAKilledProcess() throws IOException {
    Path folder = Files.createDirectory(work.resolve("report"));
    Files.writeString(
        Files.createDirectory(folder.resolve(".unfinished")).resolve("wip.png"), "half");

    ReportWriter.write(Samples.small(), folder, NONE);

    assertThat(names(folder)).containsExactlyInAnyOrder("report.json", "index.html");
  }

  @Test
  void shouldTakeAnEmptyFolder() throws IOException {
    Path folder = Files.createDirectory(work.resolve("report"));

    ReportWriter.write(Samples.small(), folder, NONE);

    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void shouldKeepALinkToAFolder() throws IOException {
    Path folder = Files.createDirectory(work.resolve("real"));
    Path link = Files.createSymbolicLink(work.resolve("link"), folder);

    ReportWriter.write(Samples.small(), link, NONE);

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("report.json")).exists();
  }

  @Test
  void shouldLeaveForeignFilesAlone() throws IOException {
    Path folder = Files.createDirectory(work.resolve("photos"));
    Path photo = Files.writeString(folder.resolve("photo.jpg"), "x");

    assertThatThrownBy(() -> ReportWriter.write(Samples.small(), folder, NONE))
        .isInstanceOfSatisfying(
            ReportException.class, e -> assertThat(e.folder()).isEqualTo(folder))
        .hasMessage(
            "Expected report folder '"
                + folder
                + "' to be new, empty or an older report, but it holds other files and no"
                + " report.json.\nMaybe name another folder, or empty this one.");
    assertThat(photo).hasContent("x");
    assertThat(names(work)).containsExactly("photos");
  }

  @Test
  void shouldRefuseAFile() throws IOException {
    Path file = Files.writeString(work.resolve("report"), "x");

    assertThatThrownBy(() -> ReportWriter.check(file))
        .isInstanceOf(ReportException.class)
        .hasMessage(
            "Expected report folder '"
                + file
                + "' to be a folder, but it is a file.\nMaybe name another folder.");
    assertThat(file).hasContent("x");
  }

  @Test
  void shouldSayThatAFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(work.resolve("file"), "x");
    Path folder = file.resolve("in/report");

    assertThatThrownBy(() -> ReportWriter.write(Samples.small(), folder, NONE))
        .isInstanceOf(ReportException.class)
        .hasMessageStartingWith(
            "Expected to write a report into folder '" + folder + "', but that failed: ")
        .hasMessageEndingWith(".\nMaybe free some disk space, or name a folder that you may write.")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void shouldKeepTheOlderReportWhenTheDiskIsFull() throws IOException {
    Path folder = work.resolve("report");
    ReportWriter.write(Samples.large(), folder, NONE);

    assertThatThrownBy(
            () ->
                ReportWriter.write(
                    Samples.small(),
                    folder,
                    (report, charts, made) -> {
                      Files.writeString(made.resolve("wip.png"), "half");
                      throw new IOException(
                          "I/O error writing PNG file!",
                          new IOException("No space left on device"));
                    }))
        .isInstanceOf(ReportException.class)
        .hasMessage(
            "Expected to write a report into folder '"
                + folder
                + "', but that failed: IOException: No space left on device.\n"
                + "Maybe free some disk space, or name a folder that you may write.");
    assertThat(folder.resolve("report.json")).content().contains("\"incidents\" : 12438");
    assertThat(names(work)).containsExactly("report");
  }

  @Test
  void shouldGoWithoutPicturesWhereTextCannotBeDrawn() throws IOException {
    Path folder = work.resolve("report");

    ReportFolder written =
        ReportWriter.write(
            Samples.small(),
            folder,
            (report, charts, made) -> {
              Files.writeString(made.resolve("wip.png"), "half");
              throw new InternalError(new RuntimeException("Fontconfig head is null"));
            });

    assertThat(written.files()).containsExactly("report.json", "index.html");
    assertThat(written.remarks())
        .containsExactly(
            "No pictures (PNG) were made, as this machine cannot draw text (RuntimeException:"
                + " Fontconfig head is null). Maybe install fontconfig and a font, such as"
                + " fonts-dejavu-core, and a Java that is not 'headless-minimal'. The page has all"
                + " charts.");
    assertThat(names(folder)).containsExactlyInAnyOrder("report.json", "index.html");
    assertThat(folder.resolve("index.html")).content().contains("No pictures (PNG) were made");
    assertThat(folder.resolve("report.json")).content().contains("\"pictures\" : [ ]");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
