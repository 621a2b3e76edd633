// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.Report.quoted;

import io.millrace.model.Facts;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds items that get no answer. */
final class Gaps {
  private final PointModel model;
  private final Report report;

  Gaps(PointModel model, Report report) {
    this.model = model;
    this.report = report;
  }

  void check() {
    checkPoint();
    model.point().groups().stream()
        .filter(group -> !group.gapsAllowed() && !group.rules().isEmpty())
        .forEach(this::checkTable);
  }

  /** Outputs that rules propose for some items, but not for all; by the item that shows it. */
  private void checkPoint() {
    Map<Facts, List<String>> outputs = new LinkedHashMap<>();
    for (String output : model.point().outputs()) {
      if (!model.point().optional().contains(output) && isGivenSomewhere(output)) {
        gap(output)
            .ifPresent(
                facts -> outputs.computeIfAbsent(facts, one -> new ArrayList<>()).add(output));
      }
    }
    outputs.forEach(
        (facts, names) ->
            report.add(
                "gap",
                Severity.WARNING,
                List.of(),
                "Expected the decision point '"
                    + model.point().point()
                    + "' to give "
                    + quoted(names)
                    + " for every item, but no rule proposes "
                    + (names.size() == 1 ? "it" : "them")
                    + " for this one.",
                "add a rule without conditions and with strength 1 as the default",
                List.of(facts)));
  }

  private boolean isGivenSomewhere(String output) {
    Predicate<Facts> shows = facts -> !model.reasons(facts, output).isEmpty();
    return model.rules().stream()
        .filter(rule -> proposes(rule, output))
        .anyMatch(
            rule ->
                rule.samples().stream().anyMatch(shows)
                    || rule.isIn(Hit.FIRST)
                        && rule.regions().stream()
                            .anyMatch(
                                region ->
                                    escape(region, model.casesAbove(rule), shows, output)
                                        .isPresent()));
  }

  private Optional<Facts> gap(String output) {
    Predicate<Facts> shows =
        facts ->
            model.decide(facts).filter(decision -> decision.output(output) == null).isPresent();
    Escape.Result result =
        model
            .unfired()
            .from(
                model.space().everything(),
                List.of(),
                rule -> proposes(rule, output),
                group -> true);
    return sample(result, shows, output);
  }

  private static boolean proposes(ReadRule rule, String output) {
    return rule.isUsable() && !rule.isIn(Hit.SUM) && rule.stakes().containsKey(output);
  }

  private Optional<Facts> escape(
      Region region, List<List<Limit>> taken, Predicate<Facts> shows, String what) {
    return sample(model.escape().from(region, taken), shows, what);
  }

  private Optional<Facts> sample(Escape.Result result, Predicate<Facts> shows, String what) {
    if (result.gaveUp()) {
      report.notAnalysed(
          List.of(),
          "Expected to find out whether every item gets '"
              + what
              + "', but the search was too long.",
          "split the rules into smaller tables");
    }
    return result.region().flatMap(items -> model.sample(items, shows));
  }

  private void checkTable(RuleGroup table) {
    List<ReadRule> rows = model.rules(table);
    Predicate<Facts> shows = facts -> rows.stream().noneMatch(row -> model.holds(row, facts));
    escape(model.space().everything(), cases(rows), shows, "a row of " + table.name())
        .ifPresent(facts -> reportTable(table, rows.get(0), facts));
  }

  private void reportTable(RuleGroup table, ReadRule first, Facts facts) {
    Finding.Place place = new Finding.Place(table.name(), first.rule().file(), 0);
    report.addAt(
        "gap",
        Severity.WARNING,
        List.of(place),
        "Expected the table '"
            + table.name()
            + "' to have a row for every item, but none matches this one.",
        "add a last row without conditions, or say that gaps are allowed",
        List.of(facts));
  }

  private static List<List<Limit>> cases(List<ReadRule> rules) {
    return rules.stream().flatMap(rule -> rule.cases().stream()).toList();
  }
}
