// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A BPMN file as the command line names it. Immutable.
 *
 * @param name what was written
 * @param content the bytes of the file, one more than a model may have if there are more
 */
record StreamFile(String name, byte[] content) {
  /** How help texts describe it. */
  static final String FORM = "a BPMN file";

  /**
   * Reads the bytes.
   *
   * @throws InvalidInputException if there is no such file, or it cannot be read
   */
  static StreamFile open(String name) {
    Path path = path(name);
    if (Files.isDirectory(path)) {
      throw noFile(name, "it is a folder", "name the files in it");
    }
    if (!Files.exists(path)) {
      throw noFile(name, "there is none", "check the path");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new StreamFile(name, in.readNBytes(ValueStreams.MAX_BYTES + 1));
    } catch (IOException e) {
      throw new InvalidInputException(
          "Expected '" + name + "' to be readable, but reading it failed (" + e + ").",
          "check the access rights",
          e);
    }
  }

  /**
   * The value stream in the file.
   *
   * @throws io.millrace.bpmn.ValueStreamException if it is none that can be used
   */
  ValueStream stream() {
    return ValueStreams.read(name, content);
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          "Expected '" + name + "' to be a path, but it is not (" + e.getReason() + ").",
          "name " + FORM,
          e);
    }
  }

  private static InvalidInputException noFile(String name, String found, String advice) {
    return new InvalidInputException(
        "Expected '" + name + "' to be " + FORM + ", but " + found + ".", advice);
  }
}
