// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the findings about one decision point, of each kind a bounded number. */
final class Report {
  /** Of one kind, more findings than these help nobody. */
  static final int MOST = 200;

  private final DecisionPoint point;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Report(DecisionPoint point) {
    this.point = point;
  }

  /** Whether there are as many findings of a kind as are kept. */
  boolean isFull(String id) {
    return counts.getOrDefault(id, 0) >= MOST;
  }

  void add(
      String id,
      Severity severity,
      List<ReadRule> rules,
      String problem,
      String advice,
      List<Facts> examples) {
    addAt(id, severity, rules.stream().map(ReadRule::place).toList(), problem, advice, examples);
  }

  void addAt(
      String id,
      Severity severity,
      List<Finding.Place> places,
      String problem,
      String advice,
      List<Facts> examples) {
    int count = counts.merge(id, 1, Integer::sum);
    if (count < MOST) {
      findings.add(finding(id, severity, places, problem, advice, examples));
    } else if (count == MOST) {
      String more = "Expected fewer than 200 findings of the kind '" + id + "', but there may be ";
      String how = "correct these and check again";
      findings.add(finding(id, severity, List.of(), more + "more than are shown.", how, List.of()));
    }
  }

  /** Something that could not be found out. */
  void notAnalysed(List<Finding.Place> places, String problem, String advice) {
    addAt("not-analysed", Severity.INFO, places, problem, advice, List.of());
  }

  List<Finding> findings() {
    return findings;
  }

  /** Names in quotes: 'a', 'b' and 'c'. */
  static String quoted(List<String> names) {
    List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
    int last = quoted.size() - 1;
    return last <= 0
        ? String.join("", quoted)
        : quoted.stream().limit(last).collect(Collectors.joining(", "))
            + " and "
            + quoted.get(last);
  }

  private Finding finding(
      String id,
      Severity severity,
      List<Finding.Place> places,
      String problem,
      String advice,
      List<Facts> examples) {
    return new Finding(id, severity, point, places, problem, advice, examples, Items.AT);
  }
}
