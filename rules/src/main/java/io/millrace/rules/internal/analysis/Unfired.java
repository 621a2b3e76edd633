// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks for items for which none of some unwanted rules fires. In a table in which the first match
 * counts, a row fires only if none above it matches; so such an item matches no unwanted row, or
 * another row above it.
 */
final class Unfired {
  private final PointModel model;

  Unfired(PointModel model) {
    this.model = model;
  }

  /**
   * Looks for items of a region that no case takes and for which no unwanted rule fires.
   *
   * @param unwanted which rules may not fire; only rules that can be read are asked about
   * @param groups which groups are looked at; the others have no unwanted rules
   */
  Escape.Result from(
      Region region,
      List<List<Limit>> cases,
      Predicate<ReadRule> unwanted,
      Predicate<RuleGroup> groups) {
    List<RuleGroup> asked =
        model.point().groups().stream()
            .filter(group -> group.hit() != Hit.SUM && groups.test(group))
            .toList();
    return from(region, cases, unwanted, asked);
  }

  private Escape.Result from(
      Region region,
      List<List<Limit>> cases,
      Predicate<ReadRule> unwanted,
      List<RuleGroup> groups) {
    if (groups.isEmpty()) {
      return model.escape().from(region, cases);
    }
    RuleGroup group = groups.get(0);
    List<RuleGroup> rest = groups.subList(1, groups.size());
    List<ReadRule> avoided = avoidable(group, unwanted);
    Escape.Result result = from(region, joined(cases, avoided), unwanted, rest);
    if (group.hit() != Hit.FIRST || avoided.isEmpty()) {
      return result;
    }
    int last = avoided.get(avoided.size() - 1).order();
    for (ReadRule row : model.rules(group).subList(0, last)) {
      if (row.isUsable() && !avoided.contains(row) && result.region().isEmpty()) {
        result = or(result, below(row, region, cases, avoided, unwanted, rest));
      }
    }
    return result;
  }

  /** Items for which the row keeps the unwanted ones below it from being asked. */
  private Escape.Result below(
      ReadRule row,
      Region region,
      List<List<Limit>> cases,
      List<ReadRule> avoided,
      Predicate<ReadRule> unwanted,
      List<RuleGroup> rest) {
    List<ReadRule> above = avoided.stream().filter(one -> one.order() < row.order()).toList();
    List<List<Limit>> all = joined(cases, above);
    Escape.Result result = new Escape.Result(Optional.empty(), false);
    for (List<Limit> limits : row.cases()) {
      Region part = region.mayMeet(limits) ? region.and(limits) : null;
      if (part != null && result.region().isEmpty()) {
        result = or(result, from(part, all, unwanted, rest));
      }
    }
    return result;
  }

  /**
   * The unwanted rules of a group; of a table, those down to a row that cannot be read, because it
   * is not known whether the ones below it are asked.
   */
  List<ReadRule> avoidable(RuleGroup group, Predicate<ReadRule> unwanted) {
    List<ReadRule> found = new ArrayList<>();
    for (ReadRule rule : model.rules(group)) {
      boolean cannotFire = rule.paths().areKnown() && rule.cases().isEmpty();
      if (rule.isUsable() && unwanted.test(rule)) {
        found.add(rule);
      } else if (group.hit() == Hit.FIRST && !rule.isUsable() && !cannotFire) {
        return found;
      }
    }
    return found;
  }

  private static List<List<Limit>> joined(List<List<Limit>> cases, List<ReadRule> rules) {
    List<List<Limit>> all = new ArrayList<>(cases);
    rules.forEach(rule -> all.addAll(rule.cases()));
    return all;
  }

  private static Escape.Result or(Escape.Result one, Escape.Result two) {
    return new Escape.Result(one.region().or(two::region), one.gaveUp() || two.gaveUp());
  }
}
