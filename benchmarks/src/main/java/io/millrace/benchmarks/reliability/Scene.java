// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary folder and everything that a program has started. It all ends with the program, also
 * when the program is interrupted. Thread-safe.
 */
final class Scene implements AutoCloseable {
  private final Path folder;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Thread hook = new Thread(this::end, "scene-end");
  private boolean ended;

  private Scene(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static Scene open(String name) {
    try {
      return new Scene(Files.createTempDirectory("millrace-" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes on something that has to end, before everything that was there already. */
  synchronized <T extends AutoCloseable> T part(T part) {
    if (ended) {
      close(part);
      throw new IllegalStateException("Expected the program to go on, but it is ending.");
    }
    parts.push(part);
    return part;
  }

  private synchronized void end() {
    ended = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
    delete(folder);
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println("Could not end " + part + ": " + e);
    }
  }

  /** Deletes a folder with all that is in it. */
  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("Could not delete " + folder + ": " + e);
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is going down: the hook is what calls this
    }
  }
}
