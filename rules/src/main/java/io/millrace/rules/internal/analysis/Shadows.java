// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.Report.quoted;

import io.millrace.model.Facts;
import io.millrace.rules.internal.analysis.ReadRule.Stake;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds rules that never decide, because others always win or match first. */
final class Shadows {
  /** Of more rules than these, it is not worked out which of them are needed. */
  private static final int MINIMISED = 40;

  private final PointModel model;
  private final Report report;

  Shadows(PointModel model, Report report) {
    this.model = model;
    this.report = report;
  }

  void check() {
    for (ReadRule rule : model.rules()) {
      if (rule.isUsable() && !rule.isIn(Hit.SUM) && !report.isFull("shadowed")) {
        if (isBelow(model.above(rule), rule)) {
          reportRow(rule);
        } else if (model.point().strongestWins()) {
          checkOutputs(rule);
        }
      }
    }
  }

  private void checkOutputs(ReadRule rule) {
    List<String> lost = new ArrayList<>();
    Set<ReadRule> winners = new LinkedHashSet<>();
    for (String output : model.point().outputs()) {
      if (rule.stakes().containsKey(output) && alwaysLoses(rule, output)) {
        lost.add(output);
        winners.addAll(needed(winners(rule, output), rule));
      }
    }
    Optional<Facts> example = lost.isEmpty() ? Optional.empty() : confirm(rule, lost);
    if (example.isPresent()) {
      List<ReadRule> others = List.copyOf(winners);
      if (lost.size() < rule.stakes().size()) {
        reportOutputs(rule, lost, others, example.get());
      } else if (others.size() == 1 && isDuplicate(rule, others.get(0))) {
        reportDuplicate(rule, others.get(0), example.get());
      } else {
        reportShadowed(rule, others, example.get());
      }
    }
  }

  /** Whether, whenever the rule fires, some rule that beats it for the output fires too. */
  private boolean alwaysLoses(ReadRule rule, String output) {
    List<List<Limit>> above = model.casesAbove(rule);
    for (Region region : rule.regions()) {
      Escape.Result result =
          model.unfired().from(region, above, other -> other.beats(rule, output), othersOf(rule));
      if (!isCovered(result, rule, "stronger rules for '" + output + "'")) {
        return false;
      }
    }
    return true;
  }

  private List<ReadRule> winners(ReadRule rule, String output) {
    List<ReadRule> winners = new ArrayList<>(model.above(rule));
    for (RuleGroup group : model.point().groups()) {
      if (group.hit() != Hit.SUM && othersOf(rule).test(group)) {
        winners.addAll(model.unfired().avoidable(group, other -> other.beats(rule, output)));
      }
    }
    return winners;
  }

  /** The groups whose rules may fire together with this one. */
  private static Predicate<RuleGroup> othersOf(ReadRule rule) {
    return group -> group != rule.group() || group.hit() == Hit.ALL;
  }

  private boolean isBelow(List<ReadRule> above, ReadRule rule) {
    List<List<Limit>> cases = above.stream().flatMap(one -> one.cases().stream()).toList();
    return rule.regions().stream()
        .allMatch(
            region -> isCovered(model.escape().from(region, cases), rule, "the rows above it"));
  }

  private boolean isCovered(Escape.Result result, ReadRule rule, String what) {
    if (result.gaveUp()) {
      report.notAnalysed(
          List.of(rule.place()),
          "Expected to find out whether "
              + what
              + " leave the rule '"
              + rule.name()
              + "' anything, but the search was too long.",
          "split the rules into smaller tables");
    }
    return result.isCovered();
  }

  private boolean coversQuietly(List<ReadRule> others, ReadRule rule) {
    List<List<Limit>> cases = others.stream().flatMap(one -> one.cases().stream()).toList();
    return rule.regions().stream()
        .allMatch(region -> model.escape().from(region, cases).isCovered());
  }

  /** As few of the others as are needed to cover the rule: one, if one does. */
  private List<ReadRule> needed(List<ReadRule> others, ReadRule rule) {
    List<ReadRule> touching = new ArrayList<>(others);
    touching.removeIf(other -> !touch(other, rule));
    for (ReadRule other : touching) {
      if (coversQuietly(List.of(other), rule)) {
        return List.of(other);
      }
    }
    if (touching.size() <= MINIMISED) {
      for (ReadRule other : List.copyOf(touching)) {
        List<ReadRule> fewer = new ArrayList<>(touching);
        fewer.remove(other);
        if (coversQuietly(fewer, rule)) {
          touching = fewer;
        }
      }
    }
    return touching;
  }

  private static boolean touch(ReadRule other, ReadRule rule) {
    return rule.regions().stream()
        .anyMatch(region -> other.cases().stream().anyMatch(region::mayMeet));
  }

  /** An item that the rule fires for; empty if it really decides about one of its samples. */
  private Optional<Facts> confirm(ReadRule rule, List<String> lost) {
    for (Facts facts : rule.samples()) {
      for (String output : lost) {
        boolean decides =
            model.reasons(facts, output).stream()
                .anyMatch(reason -> reason.decided() && reason.rule().equals(rule.name()));
        if (decides) {
          return Optional.empty();
        }
      }
    }
    return rule.samples().stream().findFirst();
  }

  private boolean isDuplicate(ReadRule rule, ReadRule other) {
    return sameStakes(rule, other) && coversQuietly(List.of(rule), other);
  }

  private static boolean sameStakes(ReadRule rule, ReadRule other) {
    Map<String, Stake> mine = rule.stakes();
    return mine.keySet().equals(other.stakes().keySet())
        && mine.entrySet().stream()
            .allMatch(
                one -> {
                  Stake its = other.stakes().get(one.getKey());
                  return its != null
                      && its.value().equals(one.getValue().value())
                      && its.strongest() == one.getValue().strongest();
                });
  }

  private void reportRow(ReadRule row) {
    List<ReadRule> above = needed(model.above(row), row);
    Optional<Facts> example = confirm(row, model.point().outputs());
    if (example.isEmpty()) {
      return;
    }
    if (above.size() == 1 && isDuplicate(row, above.get(0))) {
      reportDuplicate(row, above.get(0), example.get());
      return;
    }
    report.add(
        "shadowed",
        Severity.WARNING,
        with(row, above),
        "Expected the row '"
            + row.name()
            + "' to be the first match for some item, but "
            + named("row", above)
            + " above it "
            + (above.size() == 1 ? "matches" : "together match")
            + " everything that it matches.",
        "move it up, or delete it",
        List.of(example.get()));
  }

  private void reportShadowed(ReadRule rule, List<ReadRule> others, Facts example) {
    report.add(
        "shadowed",
        Severity.WARNING,
        with(rule, others),
        "Expected the rule '"
            + rule.name()
            + "' to decide about some item, but whenever it fires, "
            + (others.size() == 1 ? "" : "one of ")
            + named("rule", others)
            + " wins.",
        "make it stronger, or delete it",
        List.of(example));
  }

  private void reportOutputs(
      ReadRule rule, List<String> lost, List<ReadRule> others, Facts example) {
    report.add(
        "never-wins",
        Severity.INFO,
        with(rule, others),
        "Expected the rule '"
            + rule.name()
            + "' to decide "
            + quoted(lost)
            + " for some item, but whenever it fires, "
            + (others.size() == 1 ? "" : "one of ")
            + named("rule", others)
            + " wins.",
        "leave out this proposal, or make it stronger",
        List.of(example));
  }

  private void reportDuplicate(ReadRule rule, ReadRule other, Facts example) {
    report.add(
        "duplicate",
        Severity.WARNING,
        List.of(rule, other),
        "Expected the rule '"
            + rule.name()
            + "' to differ from others, but '"
            + other.name()
            + "' fires for the same items and proposes the same.",
        "delete one of them",
        List.of(example));
  }

  private static String named(String what, List<ReadRule> rules) {
    List<String> names = rules.stream().map(ReadRule::name).limit(5).toList();
    int more = rules.size() - names.size();
    return "the "
        + what
        + (rules.size() == 1 ? " " : "s ")
        + quoted(names)
        + (more > 0 ? " (and " + more + " others)" : "");
  }

  private static List<ReadRule> with(ReadRule rule, List<ReadRule> others) {
    List<ReadRule> all = new ArrayList<>(List.of(rule));
    all.addAll(others.subList(0, Math.min(others.size(), 5)));
    return all;
  }
}
