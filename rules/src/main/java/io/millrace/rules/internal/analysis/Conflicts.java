// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.Report.quoted;

import io.millrace.model.Facts;
import io.millrace.model.Reason;
import io.millrace.rules.internal.analysis.ReadRule.Stake;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds pairs of equally strong rules that may fire for one item: with different values, the order
 * of their names decides; with the same ones, one of them may be needless.
 */
final class Conflicts {
  /** So many items are tried for a pair. */
  private static final int TRIED = 8;

  private final PointModel model;
  private final Report report;

  Conflicts(PointModel model, Report report) {
    this.model = model;
    this.report = report;
  }

  void check() {
    List<ReadRule> rules =
        model.rules().stream().filter(rule -> rule.isUsable() && !rule.isIn(Hit.SUM)).toList();
    for (int i = 0; i < rules.size(); i++) {
      if (!model.escape().charge(rules.size() - i)) {
        report.notAnalysed(
            List.of(rules.get(i).place()),
            "Expected to compare all rules with each other, but from '"
                + rules.get(i).name()
                + "' on, the search was too long.",
            "split the rules into smaller tables");
        return;
      }
      for (ReadRule other : rules.subList(i + 1, rules.size())) {
        check(rules.get(i), other);
      }
    }
  }

  private static boolean isSameTable(ReadRule one, ReadRule two) {
    return one.group() == two.group() && one.isIn(Hit.FIRST);
  }

  private void check(ReadRule one, ReadRule two) {
    if (isSameTable(one, two)) {
      if (!report.isFull("overlap")) {
        checkRows(one, two);
      }
      return;
    }
    List<String> equal = equallyStrong(one, two);
    List<String> different = new ArrayList<>(equal);
    different.removeIf(output -> stake(one, output).value().equals(stake(two, output).value()));
    if (!different.isEmpty()) {
      if (!report.isFull("conflict")) {
        checkConflict(one, two, different);
      }
    } else if (!equal.isEmpty() && !report.isFull("overlap")) {
      checkOverlap(one, two, equal);
    }
  }

  private List<String> equallyStrong(ReadRule one, ReadRule two) {
    List<String> equal = new ArrayList<>();
    for (String output : model.point().outputs()) {
      Stake first = one.stakes().get(output);
      Stake second = two.stakes().get(output);
      if (first != null && second != null && first.strongest() == second.strongest()) {
        equal.add(output);
      }
    }
    return equal;
  }

  private void checkConflict(ReadRule one, ReadRule two, List<String> outputs) {
    for (String output : outputs) {
      int strength = stake(one, output).strongest();
      Predicate<ReadRule> stronger = other -> isStronger(other, output, strength);
      Optional<Facts> found =
          together(one, two, stronger, facts -> differ(one, two, output, facts));
      if (found.isPresent()) {
        reportConflict(one, two, outputs, found.get());
        return;
      }
    }
  }

  private void reportConflict(ReadRule one, ReadRule two, List<String> outputs, Facts facts) {
    List<String> really =
        outputs.stream().filter(output -> differ(one, two, output, facts)).toList();
    List<String> values = new ArrayList<>();
    for (ReadRule rule : List.of(one, two)) {
      List<String> its = really.stream().map(output -> value(rule, output, facts)).toList();
      values.add("'" + rule.name() + "' (" + quoted(its) + ")");
    }
    report.add(
        "conflict",
        Severity.WARNING,
        List.of(one, two),
        "Expected one answer to "
            + quoted(really)
            + " for each item, but the rules "
            + String.join(" and ", values)
            + " are equally strong ("
            + stake(one, really.get(0)).strongest()
            + ") for this one, so that the order of their names decides.",
        "give the one that should win a greater strength",
        List.of(facts));
  }

  /** Whether both really propose, with nothing stronger there, and the values differ. */
  private boolean differ(ReadRule one, ReadRule two, String output, Facts facts) {
    List<Reason> reasons = model.reasons(facts, output);
    Optional<Reason> first = by(one, reasons);
    Optional<Reason> second = by(two, reasons);
    int strongest = reasons.stream().mapToInt(Reason::strength).max().orElse(0);
    return first.isPresent()
        && second.isPresent()
        && !first.get().value().equals(second.get().value())
        && first.get().strength() == strongest
        && second.get().strength() == strongest;
  }

  private String value(ReadRule rule, String output, Facts facts) {
    return by(rule, model.reasons(facts, output)).map(Reason::value).orElseThrow();
  }

  private static Optional<Reason> by(ReadRule rule, List<Reason> reasons) {
    return reasons.stream().filter(reason -> reason.rule().equals(rule.name())).findFirst();
  }

  private void checkOverlap(ReadRule one, ReadRule two, List<String> outputs) {
    if (isWithin(one, two) || isWithin(two, one)) {
      return; // then one of them is shadowed
    }
    Predicate<Facts> bothPropose =
        facts -> {
          List<Reason> reasons = model.reasons(facts, outputs.get(0));
          return by(one, reasons).isPresent() && by(two, reasons).isPresent();
        };
    together(one, two, other -> false, bothPropose)
        .ifPresent(facts -> reportOverlap("rules", one, two, outputs, facts));
  }

  /**
   * Two rows of a table in which the first match counts: a default below is no overlap, and rows
   * that say the same for different reasons may well meet.
   */
  private void checkRows(ReadRule upper, ReadRule lower) {
    boolean same =
        upper.stakes().keySet().equals(lower.stakes().keySet())
            && upper.stakes().keySet().stream()
                .allMatch(
                    output ->
                        stake(upper, output).value().equals(stake(lower, output).value())
                            && stake(upper, output).text().equals(stake(lower, output).text()));
    if (!same || isWithin(upper, lower) || isWithin(lower, upper)) {
      return;
    }
    List<String> outputs =
        model.point().outputs().stream().filter(upper.stakes()::containsKey).toList();
    for (Region region : upper.regions()) {
      for (List<Limit> limits : lower.cases()) {
        Region both = region.mayMeet(limits) ? region.and(limits) : null;
        if (both != null) {
          Predicate<Facts> bothHold =
              facts -> model.holds(upper, facts) && model.holds(lower, facts);
          Optional<Facts> example = model.sample(both, bothHold);
          if (example.isPresent()) {
            reportOverlap("rows", upper, lower, outputs, example.get());
            return;
          }
        }
      }
    }
  }

  private void reportOverlap(
      String what, ReadRule one, ReadRule two, List<String> outputs, Facts example) {
    List<String> values = outputs.stream().map(output -> stake(one, output).value()).toList();
    report.add(
        "overlap",
        Severity.INFO,
        List.of(one, two),
        "Expected the "
            + what
            + " '"
            + one.name()
            + "' and '"
            + two.name()
            + "' to be about different items, but both match this one and propose "
            + quoted(values)
            + " for "
            + quoted(outputs)
            + ".",
        "leave them if both reasons are wanted; if not, make one of the two",
        List.of(example));
  }

  private boolean isWithin(ReadRule inner, ReadRule outer) {
    return inner.regions().stream()
        .allMatch(region -> model.escape().from(region, outer.cases()).isCovered());
  }

  /** An item that both fire for and no unwanted rule does, and that shows it. */
  private Optional<Facts> together(
      ReadRule one, ReadRule two, Predicate<ReadRule> unwanted, Predicate<Facts> shows) {
    List<List<Limit>> above = new ArrayList<>(model.casesAbove(one));
    above.addAll(model.casesAbove(two));
    Predicate<RuleGroup> others =
        group -> group.hit() == Hit.ALL || group != one.group() && group != two.group();
    int tried = 0;
    for (Region region : one.regions()) {
      for (List<Limit> limits : two.cases()) {
        if (tried == TRIED || !model.escape().charge(limits.size())) {
          return Optional.empty();
        }
        Region both = region.mayMeet(limits) ? region.and(limits) : null;
        if (both != null) {
          Optional<Region> rest = model.unfired().from(both, above, unwanted, others).region();
          tried += rest.isPresent() ? 1 : 0;
          Optional<Facts> found = rest.flatMap(items -> model.sample(items, shows));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isStronger(ReadRule rule, String output, int strength) {
    Stake stake = rule.stakes().get(output);
    return stake != null && stake.always() && stake.weakest() > strength;
  }

  private static Stake stake(ReadRule rule, String output) {
    return Objects.requireNonNull(rule.stakes().get(output));
  }
}
