// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.FlowPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The part of the span that the charts over time show. Real logs have long, nearly empty ends: of
 * the Volvo log, 99 % arrives in the last 3 of 26 months. An end that holds at most 1 % of the
 * incidents and takes more than a fifth of the span is left out, and said so. Immutable.
 */
record FlowWindow(List<FlowPoint> points, ZoneId zone, String remark) {
  private static final double FEW = 0.01;
  private static final double LONG = 0.2;
  private static final int MOST_POINTS = 480;

  FlowWindow {
    points = List.copyOf(points);
  }

  static FlowWindow of(List<FlowPoint> series, ZoneId zone) {
    if (series.isEmpty()) {
      return new FlowWindow(series, zone, "");
    }
    int last = series.size() - 1;
    long total = series.get(last).arrived();
    int head = 0;
    while (head < last && series.get(head + 1).arrived() <= total * FEW) {
      head++;
    }
    int tail = last;
    while (tail > head && series.get(tail - 1).departed() >= total * (1 - FEW)) {
      tail--;
    }
    double span = seconds(series, 0, last);
    int from = seconds(series, 0, head) > span * LONG ? head : 0;
    int to = seconds(series, tail, last) > span * LONG ? tail : last;
    return new FlowWindow(thin(series.subList(from, to + 1)), zone, remark(series, from, to, zone));
  }

  Instant from() {
    return points.get(0).at();
  }

  Instant to() {
    return points.get(points.size() - 1).at();
  }

  private static double seconds(List<FlowPoint> series, int from, int to) {
    return series.get(to).at().getEpochSecond() - (double) series.get(from).at().getEpochSecond();
  }

  private static List<FlowPoint> thin(List<FlowPoint> points) {
    int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    int last = points.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % step == 0 || i == last)
        .mapToObj(points::get)
        .toList();
  }

  private static String remark(List<FlowPoint> series, int from, int to, ZoneId zone) {
    int last = series.size() - 1;
    StringBuilder remark = new StringBuilder();
    if (from > 0) {
      remark.append(
          "Not shown: the first %s, with %s arrivals, before %s."
              .formatted(
                  Figures.span(seconds(series, 0, from) / 3600),
                  Figures.count(series.get(from).arrived()),
                  Figures.time(series.get(from).at(), zone)));
    }
    if (to < last) {
      remark
          .append(remark.isEmpty() ? "" : " ")
          .append(
              "Not shown: the last %s, with %s departures, after %s."
                  .formatted(
                      Figures.span(seconds(series, to, last) / 3600),
                      Figures.count(series.get(last).departed() - series.get(to).departed()),
                      Figures.time(series.get(to).at(), zone)));
    }
    return remark.toString();
  }
}
