// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A rule written down in a test. Each step gives a new rule. */
record TestRule(
    String fullName, int line, List<Predicate<Item>> conditions, List<Proposal> proposals)
    implements PolicyRule {

  record Proposal(String output, String value, int strength) {}

  static TestRule rule(String name) {
    return new TestRule(name, 0, List.of(), List.of());
  }

  TestRule at(int itsLine) {
    return new TestRule(fullName, itsLine, conditions, proposals);
  }

  TestRule when(Predicate<Item> condition) {
    List<Predicate<Item>> more = new ArrayList<>(conditions);
    more.add(condition);
    return new TestRule(fullName, line, more, proposals);
  }

  TestRule then(String output, String value, int strength) {
    List<Proposal> more = new ArrayList<>(proposals);
    more.add(new Proposal(output, value, strength));
    return new TestRule(fullName, line, conditions, more);
  }

  @Override
  public String file() {
    return "rules/test.drl";
  }

  @Override
  public void fire(Item item, Proposals target) {
    proposals.forEach(
        one -> target.propose(one.output(), one.value(), one.strength(), "test", Map.of()));
  }
}
