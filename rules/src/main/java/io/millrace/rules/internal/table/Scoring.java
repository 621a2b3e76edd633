// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.DefaultProposals;
import io.millrace.rules.internal.table.Bands.Band;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the sum of the points of matching rows gives. If no row matches, the sum is 0 and counts as
 * any other. Immutable and thread-safe.
 */
final class Scoring {
  /** The name, after the table's, of the rule that proposes. */
  static final String RULE = "sum";

  private static final int SHOWN = 10;

  private final String fullName;
  private final @Nullable String output;
  private final @Nullable String score;
  private final List<Band> bands;
  private final int strength;

  /**
   * @param output the output that gets the band's value, if any
   * @param score the output that gets the sum, if any
   * @param bands highest first
   */
  Scoring(
      String table,
      @Nullable String output,
      @Nullable String score,
      List<Band> bands,
      int strength) {
    this.fullName = table + "/" + RULE;
    this.output = output;
    this.score = score;
    this.bands = bands;
    this.strength = strength;
  }

  /** What it makes of the sum, in words. */
  String definition() {
    List<String> parts = new ArrayList<>();
    if (score != null) {
      parts.add("the sum as " + score);
    }
    if (output != null) {
      String levels =
          String.join(
              ", ", bands.stream().map(b -> Points.text(b.atLeast()) + " " + b.value()).toList());
      parts.add(output + " by the sum (" + levels + ")");
    }
    return String.join(" and ", parts) + ", strength " + strength;
  }

  SortedSet<String> outputs() {
    SortedSet<String> outputs = new TreeSet<>();
    if (output != null) {
      outputs.add(output);
    }
    if (score != null) {
      outputs.add(score);
    }
    return outputs;
  }

  /** Proposes what these rows give, as a rule of its own. */
  void propose(List<TableRow> rows, Item item, DefaultProposals proposals) {
    long sum = rows.stream().mapToLong(TableRow::points).sum();
    Band band = band(sum);
    proposals.firing(fullName, cell(sum, band));
    propose(rows, item, sum, band, proposals);
  }

  /** Proposes what a row gives that is the only one. */
  void proposeAlone(TableRow row, Item item, Proposals proposals) {
    propose(List.of(row), item, row.points(), band(row.points()), proposals);
  }

  private void propose(
      List<TableRow> rows, Item item, long sum, @Nullable Band band, Proposals proposals) {
    Map<String, String> facts = new TreeMap<>();
    rows.forEach(row -> facts.putAll(row.read(item)));
    String text = text(rows, sum);
    if (output != null && band != null) {
      proposals.propose(output, band.value(), strength, text, facts);
    }
    if (score != null) {
      proposals.propose(score, Points.text(sum), strength, text, facts);
    }
  }

  private @Nullable Band band(long sum) {
    for (Band band : bands) {
      if (sum >= band.atLeast()) {
        return band;
      }
    }
    return null;
  }

  private String cell(long sum, @Nullable Band band) {
    String reached = "sum " + Points.text(sum);
    if (bands.isEmpty()) {
      return reached;
    }
    return band == null
        ? reached + " (below every band)"
        : reached + " (at least " + Points.text(band.atLeast()) + ")";
  }

  private static String text(List<TableRow> rows, long sum) {
    if (rows.isEmpty()) {
      return "no row gives points, so the sum is 0";
    }
    StringBuilder text = new StringBuilder("the points add up to ").append(Points.text(sum));
    for (int i = 0; i < Math.min(SHOWN, rows.size()); i++) {
      TableRow row = rows.get(i);
      text.append(i == 0 ? ": " : "; ").append(row.name()).append(" gives ");
      text.append(Points.text(row.points())).append(" because ").append(row.text());
    }
    if (rows.size() > SHOWN) {
      text.append("; and ").append(rows.size() - SHOWN).append(" other rows");
    }
    return text.toString();
  }
}
