// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.nio.file.Path;
import java.util.List;

/**
 * A report that was written. Immutable.
 *
 * @param folder where it is
 * @param files the names of its files, in order
 * @param remarks what is missing from it, and why; empty if nothing is
 */
public record ReportFolder(Path folder, List<String> files, List<String> remarks) {

  /** Copies the lists. */
  public ReportFolder {
    files = List.copyOf(files);
    remarks = List.copyOf(remarks);
  }

  /** The page to open first. */
  public Path page() {
    return folder.resolve(ReportWriter.PAGE);
  }
}
