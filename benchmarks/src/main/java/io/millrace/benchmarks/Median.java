// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import java.util.Collection;

/** The middle of measured values, which one disturbed run does not move. */
public final class Median {
  private Median() {}

  /** The median; not a number if there is no value. */
  public static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
