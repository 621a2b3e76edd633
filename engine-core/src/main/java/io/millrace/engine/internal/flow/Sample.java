// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.engine.Distribution;
import java.util.Arrays;

/** Collects values without boxing them. Not thread-safe. */
final class Sample {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  Distribution distribution() {
    return Distribution.of(Arrays.copyOf(values, size));
  }
}
