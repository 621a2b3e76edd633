package io.millrace.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import org.junit.jupiter.api.Test;

class StreamBenchmarkTest {
  private static final StreamBenchmark.Size TINY = new StreamBenchmark.Size(1, 2, 2);

  @Test
  void shouldCloseEveryItemInMemory() {
    Output output = new Output();

    StreamBenchmark.inMemory(TINY, output.stream());

    assertThat(output.firstColumn()).hasSize(5);
    assertThat(output.numbers(1)).containsOnly(5.0);
    assertThat(output.numbers(2)).allMatch(rate -> rate > 0);
  }

  @Test
  void shouldSayWhereTheTimeGoes() {
    Output output = new Output();

    StreamBenchmark.inFiles(new StreamBenchmark.Size(1, 2, 5), true, output.stream());

    assertThat(output.toString()).contains("samples", "Inclusive", "Self", "submit");
  }
}
