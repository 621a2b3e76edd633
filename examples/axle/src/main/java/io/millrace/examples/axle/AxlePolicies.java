// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackSource;

/** The policies of Axle Car Hire, read from the files beside this class. Thread-safe. */
public final class AxlePolicies {
  private AxlePolicies() {}

  /** The payment app has streams and a team of its own; whoever waits at the counter goes first. */
  public static PackSource pack() {
    return PackSource.of(PackFiles.classPath(AxlePolicies.class, "axle/policies"));
  }
}
