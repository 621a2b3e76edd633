// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.Traffic;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long each kind of operation took, in all, and what it asked of the database. Not thread-safe.
 */
final class OperationTimes {
  private final Map<String, Total> totals = new LinkedHashMap<>();
  private final @Nullable Traffic traffic;

  OperationTimes() {
    this(null);
  }

  /**
   * @param traffic counts what the database is asked; null to measure times alone
   */
  OperationTimes(@Nullable Traffic traffic) {
    this.traffic = traffic;
  }

  <T> T time(String operation, Supplier<T> work) {
    long trips = traffic == null ? 0 : traffic.roundTrips();
    long statements = traffic == null ? 0 : traffic.statements();
    long start = System.nanoTime();
    T result = work.get();
    Total total = totals.computeIfAbsent(operation, key -> new Total());
    total.nanos += System.nanoTime() - start;
    total.count++;
    if (traffic != null) {
      total.trips += traffic.roundTrips() - trips;
      total.statements += traffic.statements() - statements;
    }
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
                    entry.getValue().nanos / 1e3 / entry.getValue().count))
        .collect(Collectors.joining(", "));
  }

  /** How many round trips and statements an item took, and each operation in the mean. */
  String asked(int items) {
    long trips = totals.values().stream().mapToLong(total -> total.trips).sum();
    long statements = totals.values().stream().mapToLong(total -> total.statements).sum();
    return String.format(
        Locale.ROOT,
        "%.1f round trips per item (%.1f statements): %s",
        (double) trips / items,
        (double) statements / items,
        byOperation());
  }

  private String byOperation() {
    return totals.entrySet().stream()
        .map(
            entry ->
                String.format(
                    Locale.ROOT,
                    "%s %.1f (%.1f)",
                    entry.getKey(),
                    (double) entry.getValue().trips / entry.getValue().count,
                    (double) entry.getValue().statements / entry.getValue().count))
        .collect(Collectors.joining(", "));
  }

  /** What one kind of operation took. */
  private static final class Total {
    private long nanos;
    private long count;
    private long trips;
    private long statements;
  }
}
