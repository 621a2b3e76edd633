// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import io.millrace.benchmarks.Store;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeBenchmarkTest {

  @Test
  void shouldTakeEveryItemInAndAskLittleForMany() {
    Output output = new Output();

    try (Store store = Store.open("memory")) {
      IntakeBenchmark.race(store, new Race.Size(10, 2, 20), 10, false, false, output.stream());
    }

    assertThat(output.firstColumn()).hasSize(5);
    assertThat(output.numbers(1)).containsOnly(50.0);
    assertThat(output.numbers(2)).allMatch(rate -> rate > 0);
    List<Double> roundTrips = output.perItem();
    double bareOneByOne = roundTrips.get(0);
    double batches = roundTrips.get(1);
    assertThat(batches).isPositive().isLessThan(bareOneByOne / 2);
  }
}
