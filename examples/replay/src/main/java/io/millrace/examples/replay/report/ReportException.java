// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.model.MillraceException;
import java.nio.file.Path;

/** A report cannot be written. Immutable. */
public final class ReportException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String folder;

  ReportException(Path folder, String problem, String advice) {
    super(problem, advice);
    this.folder = folder.toString();
  }

  ReportException(Path folder, String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
    this.folder = folder.toString();
  }

  /** The report folder that was asked for. */
  public Path folder() {
    return Path.of(folder);
  }
}
