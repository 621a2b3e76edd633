// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.internal.CheckedPack;
import io.millrace.rules.internal.RuleProbe;
import io.millrace.rules.workshop.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Checks the rules of a pack, one decision point after the other. */
public final class PointCheck {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparing(Finding::file)
          .thenComparing(Finding::line)
          .thenComparing(Finding::id)
          .thenComparing(Finding::problem);

  /** The work of all searches of a decision point together: some seconds at most. */
  static final long WORK = 100_000_000;

  private PointCheck() {}

  /** Every finding, by decision point in the order of the pack, then by file and line. */
  public static List<Finding> of(CheckedPack pack, KnownFacts given) {
    KnownFacts known = given.with(declared(pack, given));
    Map<DecisionPoint, List<String>> outputs = new LinkedHashMap<>();
    pack.points().forEach(point -> outputs.put(point, pack.outputs(point)));
    Vocabulary vocabulary = new Vocabulary(known, outputs);
    List<Finding> findings = new ArrayList<>();
    for (PointRules rules : pack.rules()) {
      DecisionPoint point = rules.point();
      Function<Facts, Decision> decide = facts -> pack.decide(point, facts, Items.AT);
      List<Finding> here =
          new ArrayList<>(of(rules, pack.probe(point), known, vocabulary, decide, WORK));
      if (point.equals(DecisionPoint.PRIORITY)) {
        here.addAll(MatrixCheck.check(point, pack.matrix()));
      }
      here.sort(BY_PLACE);
      findings.addAll(here);
    }
    return List.copyOf(findings);
  }

  /** What the pack itself declares: facts in its manifest, questions about risk. */
  private static List<KnownFact> declared(CheckedPack pack, KnownFacts given) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (PointRules rules : pack.rules()) {
      for (String question : pack.probe(rules.point()).riskQuestions()) {
        facts.put(question, "a question about risk");
      }
    }
    facts.putAll(pack.contents().facts());
    return facts.entrySet().stream()
        .filter(fact -> given.find(fact.getKey()).isEmpty())
        .map(fact -> KnownFact.of(fact.getKey(), KnownFact.Type.TEXT, fact.getValue()))
        .toList();
  }

  /**
   * The findings about one decision point, not sorted.
   *
   * @param work how many limits of rules all searches together may look at
   */
  static List<Finding> of(
      PointRules rules,
      RuleProbe probe,
      KnownFacts known,
      Vocabulary vocabulary,
      Function<Facts, Decision> decide,
      long work) {
    PointModel model = new PointModel(rules, probe, known, decide, work);
    Report report = new Report(rules.point());
    SingleRules single = new SingleRules(model, report);
    single.check();
    single.checkFacts(vocabulary);
    new Gaps(model, report).check();
    new Shadows(model, report).check();
    if (rules.strongestWins()) {
      new Conflicts(model, report).check();
    }
    return report.findings();
  }
}
