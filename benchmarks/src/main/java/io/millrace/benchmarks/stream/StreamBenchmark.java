// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.Store;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Takes items through the restoration of a live service, one at a time, next to bare Camunda. */
public final class StreamBenchmark {
  private static final List<String> STORES = List.of("memory", "file", "postgresql");

  private StreamBenchmark() {}

  /**
   * Takes {@code memory}, {@code file} and {@code postgresql} (all of them by default), {@code
   * pair} to leave out the variants, and {@code profile} to see where Millrace's time goes instead.
   */
  public static void run(List<String> arguments, PrintStream out) {
    List<String> stores = STORES.stream().filter(arguments::contains).toList();
    for (String kind : stores.isEmpty() ? STORES : stores) {
      try (Store store = Store.open(kind)) {
        // in files, each commit waits for the disk
        Race.Size usual =
            new Race.Size(2_500, 9, 120); // paths that are taken once an item warm up late
        Race.Size size = Race.Size.of(arguments, usual);
        if (arguments.contains("profile")) {
          boolean bare = arguments.contains("bare");
          new Race(store, List.of(), size).profile(bare ? CAMUNDA : MILLRACE, out);
        } else {
          race(store, size, arguments.contains("pair"), arguments.contains("statements"), out);
        }
      }
    }
  }

  private static final Entry CAMUNDA =
      new Entry("bare Camunda", true, database -> new CamundaContender(database, false));

  private static final Entry MILLRACE =
      new Entry("Millrace", true, database -> new MillraceContender(database, false));

  static void race(Store store, Race.Size size, boolean pair, boolean statements, PrintStream out) {
    List<Entry> entries = new ArrayList<>(List.of(CAMUNDA, MILLRACE));
    if (!pair) {
      entries.add(
          new Entry(
              "Millrace with command ids and an event sink",
              true,
              database -> new MillraceContender(database, true)));
      entries.add(
          new Entry(
              "bare Camunda, ticket fields as process variables",
              true,
              database -> new CamundaContender(database, true)));
      if (store.isTunable()) {
        entries.add(
            new Entry(
                "bare Camunda, H2's own statement cache",
                false,
                database -> new CamundaContender(database, false)));
      }
    }
    Race race = new Race(store, entries, size);
    if (statements) {
      race.statements(out);
    } else {
      race.run(out);
    }
  }

  static void profile(Store store, Race.Size size, PrintStream out) {
    new Race(store, List.of(), size).profile(MILLRACE, out);
  }
}
