// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackSource;
import java.util.stream.Collectors;

/** The policies of Axle Car Hire, read from the files beside this class. Thread-safe. */
public final class AxlePolicies {
  private AxlePolicies() {}

  /** The payment app has streams and a team of its own; whoever waits at the counter goes first. */
  public static PackSource pack() {
    PackFiles files = PackFiles.classPath(AxlePolicies.class, "axle/policies");
    return PackSource.ofFiles(
        "axle", files.paths().stream().collect(Collectors.toMap(path -> path, files::bytes)));
  }
}
