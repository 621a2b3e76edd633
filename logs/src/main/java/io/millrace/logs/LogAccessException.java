// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.MillraceException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A log cannot be reached, or the work folder cannot be written. Immutable. */
public final class LogAccessException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String path;

  LogAccessException(Path path, String problem, String advice) {
    super(problem, advice);
    this.path = path.toString();
  }

  LogAccessException(Path path, String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
    this.path = path.toString();
  }

  /** The file or folder that cannot be used. */
  public Path path() {
    return Path.of(path);
  }

  /** What an I/O failure says, for people; never blank. */
  static String reason(@Nullable Throwable failure) {
    String text = failure == null ? null : failure.getMessage();
    String type = failure == null ? "failure" : failure.getClass().getSimpleName();
    return text == null || text.isBlank() ? type : type + ": " + text;
  }
}
