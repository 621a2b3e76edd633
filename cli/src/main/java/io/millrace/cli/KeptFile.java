// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Writes files into projects, where people may have changed them: those are not ours to replace.
 */
final class KeptFile {
  private final CommandSpec spec;
  private final boolean force;

  /**
   * @param spec the command that tells what was written
   * @param force whether files that differ are replaced
   */
  KeptFile(CommandSpec spec, boolean force) {
    this.spec = spec;
    this.force = force;
  }

  /** Refuses what is no folder. */
  static Path requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      String found = Files.exists(folder) ? "it is a file" : "there is none";
      throw new InvalidInputException(
          "Expected '" + folder + "' to be a folder, but " + found + ".",
          "create the folder first");
    }
    return folder;
  }

  /**
   * Writes a file, unless it is there already.
   *
   * @param what what the output and messages call the content, such as {@code templates}
   * @throws InvalidInputException if a file of other content is there
   */
  void write(Path file, String content, String what) {
    String title = Character.toUpperCase(what.charAt(0)) + what.substring(1);
    if (isThere(file, content, what)) {
      Output.print(spec, "Already there: " + Texts.visible(file.toString()) + "\n");
      return;
    }
    Output.requireWritable(file);
    Output.write(file, content);
    Output.print(spec, title + ": " + Texts.visible(file.toString()) + "\n");
  }

  private boolean isThere(Path file, String content, String what) {
    if (force || !Files.isRegularFile(file)) {
      return false;
    }
    if (read(file).equals(content)) {
      return true;
    }
    throw new InvalidInputException(
        "Expected '" + file + "' to hold the " + what + " of this version, but it differs.",
        "look at the difference, and replace it with --force");
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected '" + file + "' to be readable, but reading it failed (" + e + ").",
          "check the access rights",
          e);
    }
  }
}
