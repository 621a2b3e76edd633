// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.drl.Item;
import io.millrace.rules.drl.Proposals;
import io.millrace.rules.internal.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A rule that raises a level by nothing, which is refused. */
record FailingRule(String fullName) implements PolicyRule {

  @Override
  public String file() {
    return "rules/test.drl";
  }

  @Override
  public int line() {
    return 1;
  }

  @Override
  public List<Predicate<Item>> conditions() {
    return List.of(item -> item.has("team"));
  }

  @Override
  public void fire(Item item, Proposals proposals) {
    proposals.raise(0, 50, "nothing", Map.of());
  }
}
