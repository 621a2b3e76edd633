// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** H2 in memory, or in a folder that goes when the store is closed. */
final class H2Store implements Store {
  private final @Nullable Path folder;

  H2Store(boolean inFiles) {
    try {
      folder = inFiles ? Files.createTempDirectory("millrace-benchmark") : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String title() {
    return folder == null ? "H2 in memory" : "H2 in files, WRITE_DELAY=0";
  }

  @Override
  public HikariDataSource open(String name, boolean tuned) {
    return folder == null ? Databases.memory(tuned) : Databases.file(folder.resolve(name), tuned);
  }

  @Override
  public boolean isTunable() {
    return true;
  }

  @Override
  public double serverMillis(String name) {
    return 0;
  }

  @Override
  public boolean isServer() {
    return false;
  }

  @Override
  public void close() {
    if (folder == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
