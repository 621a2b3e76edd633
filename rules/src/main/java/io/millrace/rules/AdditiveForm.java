// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.internal.table.Bands;
import io.millrace.rules.internal.table.Bands.Band;
import io.millrace.rules.internal.table.CsvLines.Line;
import io.millrace.rules.internal.table.FileProblems;
import io.millrace.rules.internal.table.Points;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The form of a matrix's file that gives each label a weight: the level is that of the range into
 * which the sum of both weights falls. It becomes an ordinary grid. For one thread.
 */
final class AdditiveForm {
  /** The words that its lines begin with. */
  static final Set<String> KEYS = Set.of("impact", "urgency", "range");

  private final FileProblems problems;
  private final Map<String, Weight> impacts = new LinkedHashMap<>();
  private final Map<String, Weight> urgencies = new LinkedHashMap<>();
  private final Bands ranges;
  private int firstLine;

  /** A label with its weight in thousandths. */
  private record Weight(String label, long weight, int line) {}

  AdditiveForm(FileProblems problems) {
    this.problems = problems;
    this.ranges = new Bands("range", problems);
  }

  /** The first of its lines; 0 if there is none. */
  int firstLine() {
    return firstLine;
  }

  void accept(Line line) {
    firstLine = firstLine == 0 ? line.number() : firstLine;
    String key = line.field(0);
    if (key.equals("range")) {
      ranges.accept(line);
    } else {
      acceptWeight(line, key, key.equals("impact") ? impacts : urgencies);
    }
  }

  private void acceptWeight(Line line, String axis, Map<String, Weight> weights) {
    String label = line.field(1);
    if (line.width() != 3 || label.isEmpty()) {
      problems.add(
          line.number(),
          "Expected '" + axis + "', a label and a weight, but the line has other fields.",
          "write it like '" + axis + ",1 - High,3'");
      return;
    }
    OptionalLong weight = Points.find(line.field(2));
    if (weight.isEmpty()) {
      problems.add(
          line.number(),
          "Expected the weight of "
              + axis
              + " '"
              + label
              + "', but got "
              + FileProblems.quoted(line.field(2))
              + ".",
          Points.ADVICE);
    }
    Weight newer = new Weight(label, weight.orElse(0), line.number());
    Weight earlier = weights.putIfAbsent(label.toLowerCase(Locale.ROOT), newer);
    if (earlier != null) {
      problems.add(
          line.number(),
          "Expected one weight for "
              + axis
              + " '"
              + label
              + "', but line "
              + earlier.line()
              + " has it already.",
          "delete one of them");
    }
  }

  /**
   * The grid.
   *
   * @param partial whether a sum may fall below every range
   */
  MatrixLabels labels(boolean partial) {
    check("impact", impacts);
    check("urgency", urgencies);
    List<Band> sorted = ranges.sorted();
    if (ranges.isEmpty()) {
      problems.add(
          0,
          "Expected ranges in the additive form, but there is none.",
          "add lines like 'range,5,2 - High'");
    }
    for (Band range : sorted) {
      if (PriorityMatrix.number(range.value()) < 0) {
        problems.add(
            range.line(),
            "Expected the level of the range from "
                + Points.text(range.atLeast())
                + " to hold a number, but it is '"
                + range.value()
                + "'.",
            "write levels like '2 - High' or '2'");
      }
    }
    if (!partial && !problems.any()) {
      checkLowest(sorted.get(sorted.size() - 1));
    }
    return problems.any() ? new MatrixLabels(List.of(), List.of(), List.of()) : grid(sorted);
  }

  private MatrixLabels grid(List<Band> sorted) {
    List<List<String>> cells = new ArrayList<>();
    for (Weight impact : impacts.values()) {
      cells.add(
          urgencies.values().stream()
              .map(urgency -> level(sorted, impact.weight() + urgency.weight()))
              .toList());
    }
    return new MatrixLabels(
        impacts.values().stream().map(Weight::label).toList(),
        urgencies.values().stream().map(Weight::label).toList(),
        cells);
  }

  private static String level(List<Band> sorted, long sum) {
    return sorted.stream()
        .filter(range -> sum >= range.atLeast())
        .findFirst()
        .map(Band::value)
        .orElse("");
  }

  private void check(String axis, Map<String, Weight> weights) {
    if (weights.isEmpty() || weights.size() > MatrixLabels.MOST) {
      problems.add(
          0,
          "Expected 1 to "
              + MatrixLabels.MOST
              + " lines '"
              + axis
              + ",<label>,<weight>' in the additive form, but there are "
              + weights.size()
              + ".",
          "write them like '" + axis + ",1 - High,3'");
    }
  }

  private void checkLowest(Band lowest) {
    Weight impact = lightest(impacts);
    Weight urgency = lightest(urgencies);
    long sum = impact.weight() + urgency.weight();
    if (sum < lowest.atLeast()) {
      problems.add(
          lowest.line(),
          "Expected a range for every sum, but impact '"
              + impact.label()
              + "' and urgency '"
              + urgency.label()
              + "' add up to "
              + Points.text(sum)
              + ", and the lowest range begins at "
              + Points.text(lowest.atLeast())
              + ".",
          "add a lower range, or a line 'cell-fallback,<level>'");
    }
  }

  private static Weight lightest(Map<String, Weight> weights) {
    return weights.values().stream()
        .min(java.util.Comparator.comparingLong(Weight::weight))
        .orElseThrow();
  }
}
