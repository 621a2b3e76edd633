// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.Store;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Takes demand in, one by one and 100 in a transaction, next to bare Camunda. */
public final class IntakeBenchmark {
  private static final int BATCH = 100;
  private static final List<String> STORES = List.of("memory", "postgresql");

  private static final Entry CAMUNDA =
      new Entry(
          "bare Camunda, one by one", true, database -> new CamundaIntake(database, 1, false));

  private IntakeBenchmark() {}

  /**
   * Takes {@code memory} and {@code postgresql} (both by default), {@code pair} to leave out the
   * variants, and {@code profile} to see where the time of Millrace's batches goes instead.
   */
  public static void run(List<String> arguments, PrintStream out) {
    List<String> stores = STORES.stream().filter(arguments::contains).toList();
    for (String kind : stores.isEmpty() ? STORES : stores) {
      try (Store store = Store.open(kind)) {
        Race.Size size = Race.Size.of(arguments, new Race.Size(2_000, 11, 400));
        if (arguments.contains("profile")) {
          new Race(store, List.of(), size).profile(millrace(BATCH), out);
        } else {
          race(
              store,
              size,
              BATCH,
              arguments.contains("pair"),
              arguments.contains("statements"),
              out);
        }
      }
    }
  }

  static void race(
      Store store, Race.Size size, int batch, boolean pair, boolean statements, PrintStream out) {
    List<Entry> entries = new ArrayList<>(List.of(CAMUNDA, millrace(batch)));
    if (!pair) {
      entries.add(millrace(1));
      entries.add(
          new Entry(
              "bare Camunda, " + batch + " in a transaction",
              true,
              database -> new CamundaIntake(database, batch, false)));
      entries.add(
          new Entry(
              "bare Camunda, one by one, ticket fields as process variables",
              true,
              database -> new CamundaIntake(database, 1, true)));
    }
    Race race = new Race(store, entries, size);
    if (statements) {
      race.statements(out);
    } else {
      race.run(out);
    }
  }

  private static Entry millrace(int batch) {
    return new Entry(
        batch == 1 ? "Millrace, one by one" : "Millrace, " + batch + " in a transaction",
        true,
        database -> new MillraceIntake(database, batch));
  }
}
