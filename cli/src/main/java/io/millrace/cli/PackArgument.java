// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PriorityMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A policy pack as the command line names it: {@code built-in}, {@code matrix:NAME} or {@code
 * matrix:FILE} for the built-in pack with another priority matrix, or the folder or jar of a pack.
 * Immutable.
 *
 * @param text what was written
 */
record PackArgument(String text) {
  /** How help texts describe it. */
  static final String FORMS =
      "built-in, matrix:NAME (default, servicenow, glpi, itop), matrix:FILE.csv, or the folder or"
          + " jar of a pack";

  private static final String BUILT_IN = "built-in";
  private static final String MATRIX = "matrix:";

  /**
   * Loads the pack, which the caller closes.
   *
   * @throws io.millrace.model.MillraceException if there is none, or it is not good
   */
  PolicyPack load() {
    return new PackLayers().load(text);
  }

  /** Whether it names the built-in pack, maybe with another matrix. */
  boolean isBuiltIn() {
    return text.equals(BUILT_IN) || text.startsWith(MATRIX);
  }

  /** The data of the built-in pack that it names. */
  BuiltInOptions options() {
    return text.startsWith(MATRIX)
        ? BuiltInOptions.builder().matrix(matrix(text.substring(MATRIX.length()))).build()
        : BuiltInOptions.defaults();
  }

  /**
   * The files of the pack.
   *
   * @throws io.millrace.model.MillraceException if there are none
   */
  PackSource source() {
    Path path = path(text);
    if (!Files.exists(path)) {
      throw noPack("there is none", "check the path, or name one of: " + FORMS);
    }
    if (Files.isRegularFile(path) && !startsLikeZip(path)) {
      throw noPack("it is another file", "name the folder that holds pack.yaml");
    }
    return PackSource.read(path);
  }

  private static boolean startsLikeZip(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 'P' && in.read() == 'K';
    } catch (IOException e) {
      return true; // reading it as a pack says why
    }
  }

  private InvalidInputException noPack(String found, String advice) {
    return new InvalidInputException(
        "Expected pack '" + text + "' to be a folder or jar, but " + found + ".", advice);
  }

  private static PriorityMatrix matrix(String name) {
    if (!PriorityMatrices.names().contains(name) && Files.isRegularFile(path(name))) {
      return PriorityMatrix.read(path(name));
    }
    return PriorityMatrices.named(name);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "Expected pack '" + text + "' to be a path, but it is not (" + e.getReason() + ").",
          "name one of: " + FORMS,
          e);
    }
  }
}
