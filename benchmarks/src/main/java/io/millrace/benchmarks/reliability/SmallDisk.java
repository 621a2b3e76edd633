// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of a few megabytes, in memory, that can be filled up. Needs root on Linux. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 16 * 1024;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one at a folder that is there; empty, with the reason said, if that is not allowed. */
  static Optional<SmallDisk> mount(Path folder, int megabytes) {
    String answer =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
    return answer.isEmpty() ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  /** What a command says; nothing if it succeeds. */
  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? "" : "failed: " + said;
    } catch (IOException e) {
      return "failed: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  Path folder() {
    return folder;
  }

  /** Takes all the room that is left; gives how much that was, in bytes. */
  long fill() {
    long written = 0;
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      byte[] block = new byte[BLOCK];
      while (true) {
        ballast.write(block);
        written += BLOCK;
      }
    } catch (IOException e) {
      return written; // no space is left: that was the purpose
    }
  }

  /** Gives the room back. */
  void free() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() {
    String answer = run("umount", folder.toString());
    if (!answer.isEmpty()) {
      run("umount", "-l", folder.toString());
    }
  }

  @Override
  public String toString() {
    return "small disk at " + folder;
  }
}
