// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import java.util.Arrays;

/**
 * Counts in bins of equal ratio, eight to a factor of ten, as lead times span several of them. What
 * lies under the axis, zero among it, is counted apart. Immutable.
 *
 * @param from the lower end of the first bin, in hours
 * @param counts how many lie in each bin
 * @param under how many lie below the first bin
 */
record LogHistogram(double from, long[] counts, long under) {
  private static final int PER_DECADE = 8;
  private static final double MINUTE = 1 / 60.0;
  private static final double HOUR = 1;
  private static final double SELDOM = 0.02;

  static LogHistogram of(Distribution hours) {
    double[] values = hours.values();
    double[] positive = Arrays.stream(values).filter(v -> v > 0).toArray();
    if (positive.length == 0) {
      return new LogHistogram(MINUTE, new long[PER_DECADE], values.length);
    }
    double seldom = Distribution.of(positive).quantile(SELDOM);
    double from = Math.min(HOUR, Math.max(MINUTE, Math.pow(10, Math.floor(Math.log10(seldom)))));
    int bins = Math.max(PER_DECADE, bin(from, hours.max()) + 1);
    long[] counts = new long[bins];
    long under = 0;
    for (double value : values) {
      if (value < from) {
        under++;
      } else {
        counts[bin(from, value)]++;
      }
    }
    return new LogHistogram(from, counts, under);
  }

  private static int bin(double from, double value) {
    // The small excess keeps a value that is the lower end of a bin out of the bin below.
    return (int) Math.max(0, Math.floor(PER_DECADE * Math.log10(value / from) + 1e-9));
  }

  /** The lower end of a bin; of the one after the last, its upper end. */
  double edge(int bin) {
    return from * Math.pow(10, bin / (double) PER_DECADE);
  }

  double to() {
    return edge(counts.length);
  }

  long highest() {
    return Math.max(under, Arrays.stream(counts).max().orElse(0));
  }
}
