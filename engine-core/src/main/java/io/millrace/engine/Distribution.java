// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.Arrays;
import java.util.Locale;

/**
 * An exact sample of a figure: every value is kept. Immutable and thread-safe. The unit is that of
 * the figure it describes.
 */
public final class Distribution {
  private static final Distribution EMPTY = new Distribution(new double[0]);

  private final double[] sorted;
  private final double sum;

  private Distribution(double[] sorted) {
    this.sorted = sorted;
    double total = 0;
    double lost = 0;
    for (double value : sorted) { // Kahan's compensated sum: a million small values add up exactly
      double corrected = value - lost;
      double next = total + corrected;
      lost = (next - total) - corrected;
      total = next;
    }
    this.sum = total;
  }

  /** A sample of the given values, in any order. */
  public static Distribution of(double... values) {
    if (values.length == 0) {
      return EMPTY;
    }
    double[] copy = values.clone();
    Arrays.sort(copy);
    return new Distribution(copy);
  }

  /** How many values there are. */
  public int count() {
    return sorted.length;
  }

  /** The sum of the values; 0 if there are none. */
  public double sum() {
    return sum;
  }

  /** The mean; not a number if there are no values. */
  public double mean() {
    return sum / sorted.length;
  }

  /** The smallest value; not a number if there are none. */
  public double min() {
    return sorted.length == 0 ? Double.NaN : sorted[0];
  }

  /** The largest value; not a number if there are none. */
  public double max() {
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
  }

  /** The median, by linear interpolation. */
  public double median() {
    return quantile(0.5);
  }

  /**
   * A quantile by linear interpolation between the closest ranks (Hyndman and Fan, 1996, type 7).
   *
   * @param fraction from 0 to 1
   * @return not a number if there are no values
   */
  public double quantile(double fraction) {
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new IllegalArgumentException("Expected a fraction from 0 to 1, but got " + fraction);
    }
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = fraction * (sorted.length - 1);
    int below = (int) rank;
    double weight = rank - below;
    if (weight == 0) {
      return sorted[below];
    }
    return sorted[below] + weight * (sorted[below + 1] - sorted[below]);
  }

  /** The values, smallest first; a copy. */
  public double[] values() {
    return sorted.clone();
  }

  @Override
  public String toString() {
    return sorted.length == 0
        ? "none"
        : String.format(
            Locale.ROOT,
            "n=%d mean=%.3f median=%.3f p85=%.3f p95=%.3f max=%.3f",
            count(),
            mean(),
            median(),
            quantile(0.85),
            quantile(0.95),
            max());
  }
}
