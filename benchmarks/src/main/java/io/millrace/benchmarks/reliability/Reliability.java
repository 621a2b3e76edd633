// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.PrintStream;
import java.util.List;

/** Runs one of the programs by its name. */
public final class Reliability {
  private Reliability() {}

  /** Says whether every claim of the program holds. */
  public static boolean run(String program, List<String> arguments, PrintStream out) {
    return switch (program) {
      case "cluster" -> ClusterProgram.run(arguments, out);
      case "crashes" -> CrashProgram.run(arguments, out);
      case "outage" -> OutageProgram.run(arguments, out);
      case "diskfull" -> DiskFullProgram.run(arguments, out);
      case "soak" -> SoakProgram.run(arguments, out);
      case "pool" -> PoolProgram.run(arguments, out);
      default -> throw new IllegalArgumentException(program);
    };
  }
}
