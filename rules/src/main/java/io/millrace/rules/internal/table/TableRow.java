// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table. Which of several matching rows speak is the table's concern.
 *
 * @param number its place among the rows, counted from 1
 * @param tests all conditions of its cells
 * @param facts the facts that its cells ask about
 * @param proposed the value by output
 * @param raise by how many levels it raises the priority; 0 if it does not
 * @param points in thousandths, if points are added
 * @param text the reason
 * @param scoring what a sum gives, if points are added
 */
record TableRow(
    String table,
    String name,
    String file,
    int line,
    int number,
    List<Condition> tests,
    List<String> facts,
    List<Output> proposed,
    int raise,
    int strength,
    long points,
    String text,
    @Nullable Scoring scoring)
    implements PolicyRule {
  private static final double PLACES = 1000;

  /** A value for an output. */
  record Output(String name, String value) {}

  @Override
  public String fullName() {
    return table + "/" + name;
  }

  /** What it does, in words; equal texts do the same. */
  String definition() {
    List<String> lines = new ArrayList<>();
    tests.forEach(test -> lines.add((lines.isEmpty() ? "when " : "and ") + test.wording()));
    proposed.forEach(output -> lines.add("then " + output.name() + " = " + output.value()));
    if (raise > 0) {
      lines.add("raises the priority by " + raise);
    }
    if (scoring == null) {
      lines.add("strength " + strength);
    } else {
      lines.add("points " + Question.plain(points / PLACES) + " for " + scoring.definition());
    }
    lines.add("because " + text);
    return String.join("\n", lines);
  }

  /** Where it is, for reasons. */
  String cell() {
    return "row " + number + " (line " + line + ")";
  }

  @Override
  public List<Predicate<Item>> conditions() {
    return List.copyOf(tests);
  }

  boolean matches(Item item) {
    for (int i = 0; i < tests.size(); i++) {
      if (!tests.get(i).test(item)) {
        return false;
      }
    }
    return true;
  }

  /** Makes its proposals; in a table that adds points, those of its points alone. */
  @Override
  public void fire(Item item, Proposals proposals) {
    if (scoring != null) {
      scoring.proposeAlone(this, item, proposals);
      return;
    }
    Map<String, String> known = read(item);
    for (Output output : proposed) {
      proposals.propose(output.name(), output.value(), strength, text, known);
    }
    if (raise > 0) {
      proposals.raise(raise, strength, text, known);
    }
  }

  /** The facts that its cells have read, with numbers that were worked out. */
  Map<String, String> read(Item item) {
    switch (facts.size()) {
      case 0:
        return Map.of();
      case 1:
        return item.read(facts.get(0));
      case 2:
        return item.read(facts.get(0), facts.get(1));
      case 3:
        return item.read(facts.get(0), facts.get(1), facts.get(2));
      default:
    }
    Map<String, String> known = new TreeMap<>();
    for (String fact : facts) {
      known.putAll(item.read(fact));
    }
    return known;
  }
}
