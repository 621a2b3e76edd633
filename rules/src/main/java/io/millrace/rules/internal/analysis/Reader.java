// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.RuleProbe;
import io.millrace.rules.internal.RuleProbe.Proposed;
import io.millrace.rules.internal.analysis.ReadRule.Stake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads rules: when they fire, and what they propose then. */
final class Reader {
  /** So many cases of a rule are tried out. */
  private static final int TRIED = 32;

  private final Space space;
  private final Sampler sampler;
  private final RuleProbe probe;

  Reader(Space space, Sampler sampler, RuleProbe probe) {
    this.space = space;
    this.sampler = sampler;
    this.probe = probe;
  }

  ReadRule read(PolicyRule rule, RuleGroup group, int order, Paths paths) {
    List<List<Limit>> cases = new ArrayList<>();
    List<Region> regions = new ArrayList<>();
    if (paths.areKnown()) {
      for (List<Literal> way : paths.cases()) {
        List<Limit> limits = space.limits(way);
        Region region = space.everything().and(limits);
        if (region != null) {
          cases.add(limits);
          regions.add(region);
        }
      }
    }
    List<Facts> samples =
        regions.stream()
            .limit(TRIED)
            .flatMap(region -> sample(rule, region).stream())
            .distinct()
            .toList();
    Map<String, Stake> stakes = new LinkedHashMap<>();
    Optional<RuntimeException> failure = fire(rule, samples, stakes);
    return new ReadRule(
        rule, group, order, paths, cases, regions, samples, Map.copyOf(stakes), failure);
  }

  private Optional<Facts> sample(PolicyRule rule, Region region) {
    return sampler.samples(region).stream()
        .filter(facts -> probe.holds(rule, facts, Items.AT))
        .findFirst();
  }

  private Optional<RuntimeException> fire(
      PolicyRule rule, List<Facts> samples, Map<String, Stake> stakes) {
    for (Facts facts : samples) {
      List<Proposed> proposed;
      try {
        proposed = probe.fire(rule, facts, Items.AT);
      } catch (RuntimeException e) {
        return Optional.of(e);
      }
      boolean first = facts.equals(samples.get(0));
      for (Proposed one : proposed) {
        if (!one.raise()) {
          stakes.merge(one.output(), stake(one, first), Reader::joined);
        }
      }
      stakes.replaceAll(
          (output, stake) ->
              proposed.stream().anyMatch(one -> one.output().equals(output) && !one.raise())
                  ? stake
                  : new Stake(
                      stake.value(), stake.text(), stake.weakest(), stake.strongest(), false));
    }
    return Optional.empty();
  }

  private static Stake stake(Proposed one, boolean first) {
    return new Stake(one.value(), one.text(), one.strength(), one.strength(), first);
  }

  private static Stake joined(Stake before, Stake now) {
    return new Stake(
        before.value(),
        before.text(),
        Math.min(before.weakest(), now.weakest()),
        Math.max(before.strongest(), now.strongest()),
        before.always());
  }
}
