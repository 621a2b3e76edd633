// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import io.millrace.benchmarks.decision.BatchProgram;
import io.millrace.benchmarks.decision.DecisionProgram;
import io.millrace.benchmarks.growth.GrowthBenchmark;
import io.millrace.benchmarks.reliability.Reliability;
import io.millrace.benchmarks.replay.ReplayBenchmark;
import io.millrace.benchmarks.startup.HostsBenchmark;
import io.millrace.benchmarks.startup.StartupBenchmark;
import io.millrace.benchmarks.stream.IntakeBenchmark;
import io.millrace.benchmarks.stream.StreamBenchmark;
import java.util.Arrays;
import java.util.List;

/** Runs one of the programs: {@code java -jar benchmarks.jar <program> [arguments]}. */
public final class Benchmarks {
  private Benchmarks() {}

  /** Takes the program's name and its arguments. */
  public static void main(String[] args) {
    List<String> rest = Arrays.asList(args).subList(Math.min(1, args.length), args.length);
    switch (args.length == 0 ? "" : args[0]) {
      case "decisions" -> DecisionProgram.run(rest, System.out);
      case "batch" -> BatchProgram.run(rest, System.out);
      case "startup" -> StartupBenchmark.run(rest, System.out);
      case "hosts" -> HostsBenchmark.run(rest, System.out);
      case "replay" -> ReplayBenchmark.run(rest, System.out);
      case "stream" -> StreamBenchmark.run(rest, System.out);
      case "intake" -> IntakeBenchmark.run(rest, System.out);
      case "cluster", "crashes", "outage", "diskfull", "pool", "soak" ->
          System.exit(Reliability.run(args[0], rest, System.out) ? 0 : 1);
      case "growth" -> GrowthBenchmark.run(rest, System.out);
      default -> {
        System.err.println(
            "Expected a program (decisions, batch, startup, hosts, replay, stream, intake, growth,"
                + " cluster, crashes, outage, diskfull, pool or soak), but got "
                + List.of(args)
                + ".");
        System.err.println(
            "Maybe start with 'startup 7'. See docs/benchmarks.md and docs/reliability.md.");
        System.exit(2);
      }
    }
  }
}
