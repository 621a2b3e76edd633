// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a ServiceNow log's figures should be, worked out from its text without Millrace.
 *
 * @param leadHours from opening to the last close, or the last row if there is none; shortest first
 * @param spanHours from the first opening to the last end
 * @param cells how many incidents ended in each cell of impact, urgency and recorded priority
 */
@SuppressWarnings("ArrayRecordComponent")
record HandFigures(double[] leadHours, double spanHours, Map<String, Long> cells) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d/M/uuuu HH:mm", Locale.ROOT);
  private static final double PERCENT = 1e-7;

  private static final class Seen {
    private Instant opened = Instant.MAX;
    private Instant closed = Instant.MIN;
    private Instant lastRow = Instant.MIN;
    private long lastMod;
    private String cell = "";

    private Instant end() {
      return closed.equals(Instant.MIN) ? lastRow : closed;
    }
  }

  /** Of a text without quotation marks. */
  static HandFigures of(String csv, ZoneId zone) {
    List<String> lines = csv.lines().toList();
    List<String> header = List.of(lines.get(0).split(",", -1));
    Map<String, Seen> incidents = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      String[] values = line.split(",", -1);
      for (int i = 0; i < values.length; i++) {
        row.put(header.get(i), values[i]);
      }
      add(row, zone, incidents.computeIfAbsent(row.getOrDefault("number", ""), id -> new Seen()));
    }
    return sumUp(incidents.values().toArray(Seen[]::new));
  }

  private static void add(Map<String, String> row, ZoneId zone, Seen seen) {
    Instant opened = time(row, "opened_at", zone);
    seen.opened = opened.isBefore(seen.opened) ? opened : seen.opened;
    if (!row.getOrDefault("closed_at", "?").equals("?")) {
      Instant closed = time(row, "closed_at", zone);
      seen.closed = closed.isAfter(seen.closed) ? closed : seen.closed;
    }
    Instant at = time(row, "sys_updated_at", zone);
    long mod = Long.parseLong(row.getOrDefault("sys_mod_count", ""));
    if (at.isAfter(seen.lastRow) || (at.equals(seen.lastRow) && mod > seen.lastMod)) {
      seen.lastRow = at;
      seen.lastMod = mod;
      seen.cell = row.get("impact") + " | " + row.get("urgency") + " | " + row.get("priority");
    }
  }

  private static Instant time(Map<String, String> row, String column, ZoneId zone) {
    return LocalDateTime.parse(row.getOrDefault(column, ""), TIME).atZone(zone).toInstant();
  }

  private static HandFigures sumUp(Seen... incidents) {
    Map<String, Long> cells = new TreeMap<>();
    double[] leads = new double[incidents.length];
    Instant from = Instant.MAX;
    Instant to = Instant.MIN;
    for (int i = 0; i < incidents.length; i++) {
      Seen seen = incidents[i];
      leads[i] = Duration.between(seen.opened, seen.end()).toSeconds() / 3600.0;
      from = seen.opened.isBefore(from) ? seen.opened : from;
      to = seen.end().isAfter(to) ? seen.end() : to;
      cells.merge(seen.cell, 1L, Long::sum);
    }
    Arrays.sort(leads);
    return new HandFigures(leads, Duration.between(from, to).toSeconds() / 3600.0, cells);
  }

  private double mean() {
    return Arrays.stream(leadHours).sum() / leadHours.length;
  }

  /** By linear interpolation. */
  private double quantile(double fraction) {
    double rank = fraction * (leadHours.length - 1);
    int below = (int) Math.floor(rank);
    int above = (int) Math.ceil(rank);
    return leadHours[below] + (rank - below) * (leadHours[above] - leadHours[below]);
  }

  /** Asserts that a report says the same, and that Little's law holds in it. */
  void shouldBeThoseOf(WrittenReport report) {
    assertThat(report.count("incidents")).isEqualTo(leadHours.length);
    assertThat(report.count("lead_hours/n")).isEqualTo(leadHours.length);
    assertThat(report.count("whole_span/arrived")).isEqualTo(leadHours.length);
    assertThat(report.count("whole_span/departed")).isEqualTo(leadHours.length);
    shouldBe(report, "lead_hours/mean", mean());
    shouldBe(report, "lead_hours/median_linear", quantile(0.5));
    shouldBe(report, "lead_hours/p85_linear", quantile(0.85));
    shouldBe(report, "lead_hours/p95_linear", quantile(0.95));
    shouldBe(report, "lead_hours/max", quantile(1));
    shouldBe(report, "whole_span/hours", spanHours);
    shouldBe(report, "whole_span/time_average_wip", mean() * leadHours.length / spanHours);
    shouldBe(report, "whole_span/throughput_per_hour", leadHours.length / spanHours);
    shouldBe(
        report,
        "whole_span/time_average_wip",
        report.number("whole_span/throughput_per_hour") * report.number("lead_hours/mean"));
  }

  /** Asserts that the decided priorities are the recorded ones, cell by cell. */
  void shouldAgreeOnPriorities(WrittenReport report) {
    assertThat(report.priorityCells()).isEqualTo(cells);
    assertThat(report.count("priority_agreement/overall/agreed")).isEqualTo(leadHours.length);
    assertThat(report.count("priority_agreement/overall/total")).isEqualTo(leadHours.length);
  }

  private static void shouldBe(WrittenReport report, String path, double expected) {
    assertThat(report.number(path)).as(path).isCloseTo(expected, withinPercentage(PERCENT));
  }
}
