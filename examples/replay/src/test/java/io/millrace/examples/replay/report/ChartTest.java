// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Distribution;
import io.millrace.engine.FlowPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChartTest {
  @Test
  void shouldPutEveryLeadTimeIntoOneBin() {
    double[] hours = Samples.large().flow().leadHours().values();

    LogHistogram bins = LogHistogram.of(Distribution.of(hours));

    assertThat(Arrays.stream(bins.counts()).sum() + bins.under()).isEqualTo(hours.length);
    assertThat(bins.to()).isGreaterThanOrEqualTo(7434.3);
  }

  @Test
  void shouldPutAnEdgeIntoTheBinThatBeginsThere() {
    LogHistogram bins = LogHistogram.of(Distribution.of(1, 1, 10, 100, 1000));

    assertThat(bins.from()).isEqualTo(1);
    assertThat(bins.counts()[0]).isEqualTo(2);
    assertThat(bins.counts()[8]).isEqualTo(1);
    assertThat(bins.counts()[16]).isEqualTo(1);
    assertThat(bins.counts()[24]).isEqualTo(1);
  }

  @Test
  void shouldCountLeadTimesOfZeroApart() {
    LogHistogram bins = LogHistogram.of(Distribution.of(0, 0, 5));

    assertThat(bins.under()).isEqualTo(2);
  }

  @Test
  void shouldGatherRareHandOffsInTheLastBar() {
    double[] handOffs = new double[1000];
    handOffs[0] = 40;
    handOffs[1] = 1;

    HandOffsChart chart = new HandOffsChart(Distribution.of(handOffs));

    assertThat(chart.table().rows())
        .containsExactly(List.of("0", "998", "99.8%"), List.of("1 or more", "2", "0.2%"));
  }

  @Test
  void shouldLeaveOutLongEmptyEnds() {
    List<FlowPoint> series =
        IntStream.rangeClosed(0, 100).mapToObj(day -> point(day, day < 60 ? 1 : 1000)).toList();

    FlowWindow window = FlowWindow.of(series, ZoneOffset.UTC);

    assertThat(window.from()).isEqualTo(series.get(59).at());
    assertThat(window.remark())
        .isEqualTo(
            "Not shown: the first 59.0 days, with 1 arrivals, before 2016-04-28 01:16."
                + " Not shown: the last 40.0 days, with 0 departures, after 2016-04-29 01:16.");
  }

  @Test
  void shouldShowAnEvenFlowWhole() {
    List<FlowPoint> series = IntStream.rangeClosed(0, 50).mapToObj(d -> point(d, d)).toList();

    FlowWindow window = FlowWindow.of(series, ZoneOffset.UTC);

    assertThat(window.points()).isEqualTo(series);
    assertThat(window.remark()).isEmpty();
  }

  @Test
  void shouldMarkRoundCounts() {
    assertThat(Ticks.upTo(1870, 5, true))
        .extracting(Ticks.Tick::label)
        .containsExactly("0", "500", "1,000", "1,500", "2,000");
    assertThat(Ticks.upTo(3, 5, true))
        .extracting(Ticks.Tick::label)
        .containsExactly("0", "1", "2", "3");
    assertThat(Ticks.upTo(0.4, 5, false))
        .extracting(Ticks.Tick::label)
        .containsExactly("0.0", "0.1", "0.2", "0.3", "0.4");
  }

  @Test
  void shouldMarkRoundTimesInTheZone() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant from = Instant.parse("2016-03-26T10:30:00Z");

    assertThat(Ticks.times(from, from.plusSeconds(3 * 86_400), berlin, 8))
        .extracting(Ticks.Tick::label)
        .containsExactly(
            "03-26 12:00",
            "03-27 00:00",
            "03-27 12:00",
            "03-28 00:00",
            "03-28 12:00",
            "03-29 00:00",
            "03-29 12:00");
    assertThat(Ticks.times(from, from.plusSeconds(100 * 86_400L), berlin, 4))
        .extracting(Ticks.Tick::label)
        .containsExactly("2016-04", "2016-05", "2016-06", "2016-07");
    assertThat(Ticks.times(from, from.plusSeconds(14 * 86_400L), berlin, 3))
        .extracting(Ticks.Tick::label)
        .as("Mondays")
        .containsExactly("2016-03-28", "2016-04-04");
  }

  @Test
  void shouldNotRoundNearlyAllToAll() {
    assertThat(Figures.share(9999, 10_000)).isEqualTo("99.9%");
    assertThat(Figures.share(10_000, 10_000)).isEqualTo("100.0%");
    assertThat(Figures.share(0, 0)).isEqualTo("-");
  }

  private static FlowPoint point(int day, long count) {
    return new FlowPoint(Samples.START.plusSeconds(day * 86_400L), 0, 0, 0, count, count);
  }
}
