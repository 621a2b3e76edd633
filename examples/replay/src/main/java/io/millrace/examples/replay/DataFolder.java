// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.model.InvalidInputException;
import io.millrace.model.MillraceException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder in which a replay keeps its database and its sorted log. A killed replay finds its
 * folder again and goes on; two replays at once are refused.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "replay.lock";
  private static final String IDENTITY = "replay.properties";
  private static final String IDENTITY_DRAFT = IDENTITY + ".new";
  private static final String SORTED = "sorted";
  private static final String DATABASE = "millrace";

  private final Path folder;
  private final boolean keep;
  private final boolean created;
  private final FileChannel channel;
  private boolean delete;

  private DataFolder(Path folder, boolean keep, boolean created, FileChannel channel) {
    this.folder = folder;
    this.keep = keep;
    this.created = created;
    this.channel = channel;
  }

  static DataFolder open(Path folder, boolean keep) {
    try {
      boolean created = Files.notExists(folder);
      Files.createDirectories(folder);
      refuseForeign(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new InvalidInputException(
            "Expected the data folder '" + folder + "' to be free, but another replay uses it.",
            "wait for it, or choose another folder with --data or --report");
      }
      deleteTree(folder.resolve(SORTED)); // what a killed replay left
      return new DataFolder(folder, keep, created, channel);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected the data folder '" + folder + "' to be writable, but it is not: " + e + ".",
          "choose another folder with --data",
          e);
    }
  }

  private static void refuseForeign(Path folder) throws IOException {
    List<String> known = List.of(LOCK, IDENTITY, IDENTITY_DRAFT, SORTED);
    boolean begun = Files.exists(folder.resolve(IDENTITY)); // else the database is not a replay's
    try (Stream<Path> files = Files.list(folder)) {
      List<String> foreign =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !known.contains(name) && !(begun && isOfDatabase(name)))
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        throw new InvalidInputException(
            "Expected the data folder '"
                + folder
                + "' to be empty or a replay's, but it holds "
                + foreign
                + ".",
            "choose another folder with --data");
      }
    }
  }

  private static boolean isOfDatabase(String name) {
    return name.startsWith(DATABASE + ".");
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this very process has it
    }
  }

  Path sorted() {
    return folder.resolve(SORTED);
  }

  Path database() {
    return folder.resolve(DATABASE);
  }

  /**
   * Notes what is replayed here, or checks that it is what was begun here.
   *
   * @return whether a replay was begun here before
   */
  boolean beginOrContinue(Map<String, String> identity) {
    Path file = folder.resolve(IDENTITY);
    try {
      if (!Files.exists(file)) {
        store(identity, file);
        return false;
      }
      Properties begun = new Properties();
      try (Reader in = Files.newBufferedReader(file)) {
        begun.load(in);
      }
      for (Map.Entry<String, String> entry : new TreeMap<>(identity).entrySet()) {
        String before = begun.getProperty(entry.getKey(), "nothing");
        if (!before.equals(entry.getValue())) {
          throw new InvalidInputException(
              "Expected to go on with the replay in '"
                  + folder
                  + "', whose "
                  + entry.getKey()
                  + " is '"
                  + before
                  + "', but now it is '"
                  + entry.getValue()
                  + "'.",
              "use the same log and options, or delete that folder to begin anew");
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void store(Map<String, String> identity, Path file) throws IOException {
    Properties properties = new Properties();
    properties.putAll(identity);
    Path draft = file.resolveSibling(IDENTITY_DRAFT);
    try (Writer out = Files.newBufferedWriter(draft)) {
      properties.store(out, "What is replayed here");
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The replay has ended and its report is written: the folder is needed no more. */
  void finished() {
    delete = !keep;
  }

  /** Nothing was recorded now: if nothing was before, a folder of our own need not stay. */
  void nothingRecorded() {
    delete = (created || !keep) && !Files.exists(folder.resolve(IDENTITY));
  }

  @Override
  public void close() {
    try {
      deleteTree(folder.resolve(SORTED));
      if (delete) {
        deleteDatabase(); // first, as a database without its identity could be anybody's
        Files.deleteIfExists(folder.resolve(IDENTITY));
      }
      channel.close();
      if (delete) {
        deleteTree(folder);
      }
    } catch (IOException e) {
      throw new LeftBehindException(folder, e);
    }
  }

  private void deleteDatabase() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (isOfDatabase(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The work is done, but its folder could not be removed. */
  static final class LeftBehindException extends MillraceException {
    private static final long serialVersionUID = 1L;

    LeftBehindException(Path folder, IOException cause) {
      super(
          "Expected to remove the data folder '" + folder + "', but it failed: " + cause + ".",
          "delete it by hand",
          cause);
    }
  }
}
