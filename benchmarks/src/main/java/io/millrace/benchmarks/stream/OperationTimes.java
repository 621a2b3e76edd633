package io.millrace.benchmarks.stream;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How long each kind of operation took, in all. Not thread-safe. */
final class OperationTimes {
  private final Map<String, long[]> totals = new LinkedHashMap<>();

  <T> T time(String operation, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    long[] total = totals.computeIfAbsent(operation, key -> new long[2]);
    total[0] += System.nanoTime() - start;
    total[1]++;
    return result;
  }

  void time(String operation, Runnable work) {
    time(
        operation,
        () -> {
          work.run();
          return true;
        });
  }

  void clear() {
    totals.clear();
  }

  /** Mean microseconds of each operation. */
  @Override
  public String toString() {
    return totals.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %,.0f us",
                    entry.getKey(),
                    entry.getValue()[0] / 1e3 / entry.getValue()[1]))
        .collect(Collectors.joining(", "));
  }
}
