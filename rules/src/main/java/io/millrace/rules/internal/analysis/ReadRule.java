// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.workshop.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule as the analysis reads it. Immutable.
 *
 * @param group the group that it belongs to
 * @param order its place within the group
 * @param paths the ways through its conditions
 * @param cases the limits of each way that some item takes; together they are when it fires
 * @param regions the items of each case
 * @param samples items that it really fires for, of the first cases
 * @param stakes what it proposes, by output
 * @param failure what happened when it proposed; empty if it went well
 */
record ReadRule(
    PolicyRule rule,
    RuleGroup group,
    int order,
    Paths paths,
    List<List<Limit>> cases,
    List<Region> regions,
    List<Facts> samples,
    Map<String, Stake> stakes,
    Optional<RuntimeException> failure) {

  /**
   * What a rule proposes for an output, as far as samples show.
   *
   * @param value one value that it proposes
   * @param text the reason of this proposal
   * @param weakest its least strength
   * @param strongest its greatest strength
   * @param always whether it proposes something for each sample
   */
  record Stake(String value, String text, int weakest, int strongest, boolean always) {}

  String name() {
    return rule.fullName();
  }

  /** Whether it is known for which items it fires, that there are some, and what it proposes. */
  boolean isUsable() {
    return paths.areKnown() && !samples.isEmpty() && failure.isEmpty();
  }

  boolean isIn(RuleGroup.Hit hit) {
    return group.hit() == hit;
  }

  /** Whether it beats the other one for the output, whenever both propose something for it. */
  boolean beats(ReadRule other, String output) {
    Stake mine = stakes.get(output);
    Stake its = other.stakes.get(output);
    return mine != null
        && its != null
        && mine.always()
        && (mine.weakest() > its.strongest()
            || mine.weakest() == its.strongest() && name().compareTo(other.name()) < 0);
  }

  Finding.Place place() {
    return new Finding.Place(name(), rule.file(), rule.line());
  }
}
