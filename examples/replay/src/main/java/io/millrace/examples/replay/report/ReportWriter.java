// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a report as a folder: {@code report.json}, {@code index.html} and pictures. Stateless and
 * thread-safe.
 *
 * <p>All files are first written into a new folder, and take their place when all are there. A new
 * report appears at once; in a folder that is there already, file by file, and what else lies in it
 * stays. The same report gives the same JSON and page, byte for byte. Where pictures cannot be
 * drawn, as on a machine without fonts, the report goes without, and says so.
 */
public final class ReportWriter {
  static final String PAGE = "index.html";
  static final String JSON = "report.json";

  private ReportWriter() {}

  /** Draws and writes pictures; what it throws makes a report without them. */
  @FunctionalInterface
  interface Artist {
    List<String> write(ReplayReport report, List<Chart> charts, Path folder) throws IOException;
  }

  /**
   * Checks early that a report may take that place later. Nothing is created.
   *
   * @param folder the report folder
   * @throws ReportException if it is not a folder, or holds something other than a report
   */
  public static void check(Path folder) {
    Path target = folder.toAbsolutePath().normalize();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
      throw new ReportException(
          folder,
          "Expected report folder '" + folder + "' to be a folder, but it is a file.",
          "name another folder");
    }
    try {
      if (Files.isDirectory(target)
          && !Files.exists(target.resolve(JSON))
          && !ReportFiles.isEmpty(target)) {
        throw new ReportException(
            folder,
            "Expected report folder '"
                + folder
                + "' to be new, empty or an older report, but it holds other files and no "
                + JSON
                + ".",
            "name another folder, or empty this one");
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /**
   * Writes a report, in place of an older one if there is one.
   *
   * @param report what to write
   * @param folder where to; created if need be
   * @return what was written
   * @throws ReportException if the folder holds something other than a report, or cannot be written
   */
  public static ReportFolder write(ReplayReport report, Path folder) {
    return write(report, folder, Pictures::write);
  }

  static ReportFolder write(ReplayReport report, Path folder, Artist artist) {
    check(folder);
    try {
      return writeBeside(report, folder, artist);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static ReportFolder writeBeside(ReplayReport report, Path folder, Artist artist)
      throws IOException {
    Path target = folder.toAbsolutePath().normalize();
    boolean isThere = Files.isDirectory(target);
    Path made = ReportFiles.beside(target);
    ReportFiles.delete(made);
    Files.createDirectories(made);
    try {
      ReportFolder written = fill(report, folder, made, artist);
      if (isThere) {
        ReportFiles.moveInto(target, made, written.files());
      } else {
        ReportFiles.move(made, target);
      }
      return written;
    } finally {
      ReportFiles.delete(made);
    }
  }

  private static ReportFolder fill(ReplayReport report, Path folder, Path made, Artist artist)
      throws IOException {
    List<Chart> charts = Chart.of(report);
    List<String> remarks = new ArrayList<>();
    List<String> pictures = pictures(report, charts, made, artist, remarks);
    Files.writeString(made.resolve(JSON), ReportJson.of(report, pictures));
    Files.writeString(made.resolve(PAGE), ReportPage.of(report, charts, remarks));
    List<String> files = new ArrayList<>(List.of(JSON, PAGE));
    files.addAll(pictures);
    return new ReportFolder(folder, files, remarks);
  }

  private static List<String> pictures(
      ReplayReport report, List<Chart> charts, Path made, Artist artist, List<String> remarks)
      throws IOException {
    if (System.getProperty("java.awt.headless") == null) {
      // AWT reads it once, at its first use; a server has no screen to draw on.
      System.setProperty("java.awt.headless", "true");
    }
    try {
      return artist.write(report, charts, made);
    } catch (RuntimeException | LinkageError | InternalError e) {
      // What Java throws without fonts or without its drawing library differs between versions.
      remarks.add(
          "No pictures (PNG) were made, as this machine cannot draw text ("
              + reason(e)
              + "). Maybe install fontconfig and a font, such as fonts-dejavu-core, and a Java that"
              + " is not 'headless-minimal'. The page has all charts.");
      for (Chart chart : charts) {
        Files.deleteIfExists(made.resolve(chart.id() + ".png"));
      }
      return List.of();
    }
  }

  /** What the first cause says; AWT and ImageIO wrap it several times. */
  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String message = first.getMessage();
    return first.getClass().getSimpleName() + (message == null ? "" : ": " + Texts.ascii(message));
  }

  private static ReportException unwritable(Path folder, IOException cause) {
    return new ReportException(
        folder,
        "Expected to write a report into folder '"
            + folder
            + "', but that failed: "
            + reason(cause)
            + ".",
        "free some disk space, or name a folder that you may write",
        cause);
  }
}
