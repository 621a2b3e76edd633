// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** What is done to folders, so that a reader never sees half a file. */
final class ReportFiles {
  private static final String UNFINISHED = ".unfinished";
  private static final List<String> PICTURES =
      List.of(
          "wip.png",
          "cumulative-flow.png",
          "lead-time.png",
          "step-time.png",
          "hand-offs.png",
          "overview.png");

  private ReportFiles() {}

  /** Whether a folder holds nothing, but for what a killed process left of a report. */
  static boolean isEmpty(Path folder) throws IOException {
    Path unfinished = folder.resolve(UNFINISHED);
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.allMatch(unfinished::equals);
    }
  }

  /**
   * Where a report is made: in its folder if that is there, as its parent may be read-only or on
   * another disk, else beside it.
   */
  static Path beside(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      return target.resolve(UNFINISHED);
    }
    if (target.getParent() == null) {
      throw new IOException("it is the root of the file system");
    }
    return target.resolveSibling("." + target.getFileName() + UNFINISHED);
  }

  /** Moves files into a folder, the last one first, and deletes pictures of an older report. */
  static void moveInto(Path target, Path made, List<String> files) throws IOException {
    for (String picture : PICTURES) {
      if (!files.contains(picture)) {
        Files.deleteIfExists(target.resolve(picture));
      }
    }
    for (int i = files.size() - 1; i >= 0; i--) {
      move(made.resolve(files.get(i)), target.resolve(files.get(i)));
    }
  }

  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Deletes a folder of files, if it is there. */
  static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
