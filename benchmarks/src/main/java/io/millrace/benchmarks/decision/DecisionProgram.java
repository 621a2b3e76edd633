// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.benchmarks.Median;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs {@link DecisionBenchmark} in rounds, one fresh JVM for each form and round, so that a noisy
 * minute hits all forms alike, and prints medians and ratios. The median time of one decision bears
 * other processes better than decisions per second do.
 */
public final class DecisionProgram {
  private static final Line NONE =
      new Line(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * What one form achieves.
   *
   * @param rate decisions per second, one thread
   * @param rate2 decisions per second, two threads
   * @param p50 microseconds
   * @param p99 microseconds
   * @param bytes allocated by one decision
   */
  record Line(double rate, double rate2, double p50, double p99, double bytes) {}

  private final String forms;
  private final int rounds;
  private final int warmups;
  private final int iterations;
  private final TimeValue time;
  private final int forks;

  private DecisionProgram(
      String forms, int rounds, int warmups, int iterations, TimeValue time, int forks) {
    this.forms = forms;
    this.rounds = rounds;
    this.warmups = warmups;
    this.iterations = iterations;
    this.time = time;
    this.forks = forks;
  }

  /** Takes the number of rounds; 3 if not given. */
  public static void run(List<String> arguments, PrintStream out) {
    int rounds = arguments.isEmpty() ? 3 : Integer.parseInt(arguments.get(0));
    new DecisionProgram(".*", rounds, 4, 5, TimeValue.seconds(1), 1).measure(out);
  }

  /**
   * One iteration of a few milliseconds in this JVM: shows that it works, not how fast.
   *
   * @param forms a regular expression
   */
  static void runTiny(String forms, PrintStream out) {
    new DecisionProgram(forms, 1, 0, 1, TimeValue.milliseconds(10), 0).measure(out);
  }

  private void measure(PrintStream out) {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    Map<String, List<Double>> rates2 = new LinkedHashMap<>();
    Map<String, List<Double>> p50 = new LinkedHashMap<>();
    Map<String, List<Double>> p99 = new LinkedHashMap<>();
    Map<String, List<Double>> bytes = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (RunResult result : jmh(Mode.Throughput, 1)) {
        add(rates, result, result.getPrimaryResult().getScore());
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        add(bytes, result, allocated == null ? Double.NaN : allocated.getScore());
      }
      for (RunResult result : jmh(Mode.Throughput, 2)) {
        add(rates2, result, result.getPrimaryResult().getScore());
      }
      for (RunResult result : jmh(Mode.SampleTime, 1)) {
        add(p50, result, micros(result, 50));
        add(p99, result, micros(result, 99));
      }
      out.printf("After round %d of %d:%n", round + 1, rounds);
      Map<String, Line> lines = new LinkedHashMap<>();
      rates.forEach(
          (name, all) ->
              lines.put(
                  name,
                  new Line(
                      Median.of(all),
                      median(rates2, name),
                      median(p50, name),
                      median(p99, name),
                      median(bytes, name))));
      print(lines, out);
    }
  }

  private static double median(Map<String, List<Double>> values, String name) {
    return Median.of(values.getOrDefault(name, List.of()));
  }

  private static double micros(RunResult result, double percentile) {
    return result.getPrimaryResult().getStatistics().getPercentile(percentile) * 1e6;
  }

  private static void add(Map<String, List<Double>> values, RunResult result, double value) {
    String name = result.getParams().getBenchmark();
    values
        .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), key -> new ArrayList<>())
        .add(value);
  }

  private Collection<RunResult> jmh(Mode mode, int threads) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("\\." + DecisionBenchmark.class.getSimpleName() + "\\." + forms + "$")
            .mode(mode)
            .threads(threads)
            .forks(forks)
            .warmupIterations(warmups)
            .warmupTime(time)
            .measurementIterations(iterations)
            .measurementTime(time)
            .jvmArgsAppend("-Xms1g", "-Xmx1g")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true);
    if (mode == Mode.Throughput) {
      options.addProfiler(GCProfiler.class);
    }
    try {
      return new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH failed.", e);
    }
  }

  private static void print(Map<String, Line> lines, PrintStream out) {
    Line modify = lines.getOrDefault("droolsModify", NONE);
    Line plain = lines.getOrDefault("handWritten", NONE);
    out.println(
        "| form | p50 us | x Drools modify | of hand-written | p99 us | per second | x Drools modify |"
            + " 2 threads | bytes |");
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    lines.forEach(
        (name, line) ->
            out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.3f | %.2f | %,.0f | %.2f | %,.0f | %,.0f |%n",
                name,
                line.p50(),
                modify.p50() / line.p50(),
                plain.p50() / line.p50(),
                line.p99(),
                line.rate(),
                line.rate() / modify.rate(),
                line.rate2(),
                line.bytes()));
  }
}
