package io.millrace.examples.replay.report;

import java.nio.file.Path;
import java.util.List;

/**
 * Writes a report as a folder: {@code report.json}, {@code index.html} and pictures. Stateless and
 * thread-safe.
 *
 * <p>All files are first written into a new folder beside the target, which then takes its place,
 * so a reader never sees half a report. The same report gives the same JSON and page, byte for
 * byte.
 */
public final class ReportWriter {
  static final String PAGE = "index.html";

  private ReportWriter() {}

  /**
   * Checks early that a report could be written there later. Nothing is created.
   *
   * @param folder the report folder
   * @throws ReportException if it is not a folder, or holds something other than a report
   */
  public static void check(Path folder) {}

  /**
   * Writes a report, in place of an older one if there is one.
   *
   * @param report what to write
   * @param folder where to; created if need be
   * @return what was written
   * @throws ReportException if the folder holds something other than a report, or cannot be written
   */
  public static ReportFolder write(ReplayReport report, Path folder) {
    return new ReportFolder(folder, List.of(), List.of());
  }
}
