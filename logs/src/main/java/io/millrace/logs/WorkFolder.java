// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of our own inside the caller's work folder; closing deletes it with all it holds. Not
 * thread-safe.
 */
final class WorkFolder implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Opens a file for writing; tests stand a full disk in for it. */
  interface Opener {
    OutputStream open(Path file) throws IOException;

    /** Real files; not channels, which an interrupted thread closes while others read them. */
    static Opener files() {
      return file -> new FileOutputStream(file.toFile());
    }
  }

  private final Path folder;
  private final @Nullable Path createdParent;
  private final Opener opener;
  private int files;

  private WorkFolder(Path folder, @Nullable Path createdParent, Opener opener) {
    this.folder = folder;
    this.createdParent = createdParent;
    this.opener = opener;
  }

  static WorkFolder create(Path parent, Opener opener) {
    boolean existed = Files.exists(parent);
    try {
      Files.createDirectories(parent);
      Path folder = Files.createTempDirectory(parent, "millrace-log-");
      return new WorkFolder(folder, existed ? null : parent, opener);
    } catch (IOException e) {
      throw new LogAccessException(
          parent,
          "Expected work folder '"
              + parent
              + "' to be a folder that can be written, but it is not ("
              + LogAccessException.reason(e)
              + ").",
          "name a folder on a disk with room for about ten times the log, and with the right to"
              + " write",
          e);
    }
  }

  Path newFile() {
    return folder.resolve("run-" + files++);
  }

  DataOutputStream write(Path file) {
    try {
      return new DataOutputStream(new BufferedOutputStream(opener.open(file), BUFFER_BYTES));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  DataInputStream read(Path file) {
    try {
      return new DataInputStream(
          new BufferedInputStream(new FileInputStream(file.toFile()), BUFFER_BYTES));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  LogAccessException failure(IOException e) {
    return new LogAccessException(
        folder,
        "Expected work folder '"
            + folder
            + "' to take the sorted log, but writing or reading it failed ("
            + LogAccessException.reason(e)
            + ").",
        "free some space (about ten times the log) or name another work folder",
        e);
  }

  @Override
  public void close() {
    try {
      if (Files.exists(folder)) {
        List<Path> content;
        try (Stream<Path> files = Files.list(folder)) {
          content = files.toList();
        }
        for (Path file : content) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
      }
      if (createdParent != null && isEmpty(createdParent)) {
        Files.deleteIfExists(createdParent);
      }
    } catch (IOException e) {
      throw new LogAccessException(
          folder,
          "Expected work folder '"
              + folder
              + "' to be deleted, but that failed ("
              + LogAccessException.reason(e)
              + ").",
          "delete it by hand",
          e);
    }
  }

  private static boolean isEmpty(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return false;
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.findAny().isEmpty();
    }
  }
}
