// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import io.millrace.benchmarks.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamBenchmarkTest {
  private static final Race.Size TINY = new Race.Size(1, 2, 2);

  @Test
  void shouldCloseEveryItemInMemory() {
    Output output = new Output();

    try (Store store = Store.open("memory")) {
      StreamBenchmark.race(store, TINY, false, false, output.stream());
    }

    assertThat(output.firstColumn()).hasSize(5);
    assertThat(output.numbers(1)).containsOnly(5.0);
    assertThat(output.numbers(2)).allMatch(rate -> rate > 0);
  }

  @Test
  void shouldAskPostgresqlLessThanBareCamundaDoes() {
    Output output = new Output();

    try (Store store = Store.open("postgresql")) {
      StreamBenchmark.race(store, TINY, true, false, output.stream());
    }

    assertThat(output.numbers(1)).containsOnly(5.0);
    List<Double> roundTrips = output.perItem();
    assertThat(roundTrips).hasSize(2);
    assertThat(roundTrips.get(1)).isPositive().isLessThan(0.9 * roundTrips.get(0));
  }

  @Test
  void shouldSayWhereTheTimeGoes() {
    Output output = new Output();

    try (Store store = Store.open("file")) {
      StreamBenchmark.profile(store, new Race.Size(1, 2, 5), output.stream());
    }

    assertThat(output.toString()).contains("samples", "Inclusive", "Self", "submit");
  }
}
