// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command writes: its text, its progress, and files. For one thread. */
@SuppressWarnings("NullAway.Init") // filled by picocli
final class Output {
  @Option(names = "--quiet", description = "show no progress")
  private boolean quiet;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** What a command found, for people. */
  void print(String text) {
    print(spec, text);
  }

  /** What a command without progress found, for people. */
  static void print(CommandSpec spec, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  /** A display of progress on standard error, which the caller closes. */
  ProgressDisplay progress() {
    return new ProgressDisplay(spec.commandLine().getErr(), quiet);
  }

  /**
   * Finds out whether a file can be written, before the work for it begins.
   *
   * @throws InvalidInputException if it cannot
   */
  static void requireWritable(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path parent = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw unwritable(file, "it is a folder", "name a file in it", null);
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw unwritable(file, "its folder is not there", "create the folder first", null);
    }
    if (!Files.isWritable(parent)) {
      throw unwritable(file, "its folder cannot be written", "check the access rights", null);
    }
  }

  /** Writes a file as a whole or not at all. */
  static void write(Path file, String content) {
    Path target = file.toAbsolutePath();
    Path beside = target.resolveSibling(target.getFileName() + ".part");
    try {
      Files.writeString(beside, content, StandardCharsets.UTF_8);
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      String why = "writing it failed (" + e + ")";
      throw unwritable(file, why, "check the access rights and the disk", e);
    }
  }

  private static InvalidInputException unwritable(
      Path file, String found, String advice, @Nullable Exception cause) {
    String problem = "Expected '" + file + "' to be a file that can be written, but " + found + ".";
    return cause == null
        ? new InvalidInputException(problem, advice)
        : new InvalidInputException(problem, advice, cause);
  }
}
