// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("no-store")
class DistributionTest {

  @ParameterizedTest
  @CsvSource({"0,1", "0.25,1.75", "0.5,2.5", "0.85,3.55", "0.95,3.85", "1,4"})
  void shouldInterpolateBetweenTheClosestRanks(double fraction, double quantile) {
    assertThat(Distribution.of(4, 1, 3, 2).quantile(fraction)).isEqualTo(quantile, within(1e-12));
  }

  @Test
  void shouldDescribeASample() {
    Distribution sample = Distribution.of(4, 1, 3, 2);

    assertThat(sample.count()).isEqualTo(4);
    assertThat(sample.sum()).isEqualTo(10);
    assertThat(sample.mean()).isEqualTo(2.5);
    assertThat(sample.median()).isEqualTo(2.5);
    assertThat(sample.min()).isEqualTo(1);
    assertThat(sample.max()).isEqualTo(4);
    assertThat(sample.values()).containsExactly(1, 2, 3, 4);
    assertThat(sample).hasToString("n=4 mean=2.500 median=2.500 p85=3.550 p95=3.850 max=4.000");
  }

  @Test
  void shouldDescribeOneValue() {
    assertThat(Distribution.of(7).quantile(0.85)).isEqualTo(7);
    assertThat(Distribution.of(7).median()).isEqualTo(7);
  }

  @Test
  void shouldBeNoNumberWithoutValues() {
    Distribution none = Distribution.of();

    assertThat(none.count()).isZero();
    assertThat(none.sum()).isZero();
    assertThat(none.mean()).isNaN();
    assertThat(none.median()).isNaN();
    assertThat(none.min()).isNaN();
    assertThat(none.max()).isNaN();
    assertThat(none).hasToString("none");
  }

  @Test
  void shouldNotChangeWithItsInputOrItsOutput() {
    double[] values = {2, 1};
    Distribution sample = Distribution.of(values);
    values[0] = 99;
    sample.values()[0] = 99;

    assertThat(sample.values()).containsExactly(1, 2);
  }

  @Test
  void shouldAddSmallValuesUpWithoutLosingThem() {
    double[] values = new double[1_000_001];
    Arrays.fill(values, 1e-10);
    values[0] = 1e6;

    assertThat(Distribution.of(values).sum()).isEqualTo(1e6 + 1e-4);
  }

  @ParameterizedTest
  @CsvSource({"-0.01", "1.01", "NaN"})
  void shouldRefuseAFractionOutsideOfItsRange(double fraction) {
    assertThatThrownBy(() -> Distribution.of(1).quantile(fraction))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Expected a fraction from 0 to 1, but got " + fraction);
  }
}
