// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.BuiltInOptions;
import java.util.ArrayList;
import java.util.List;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates compiled rules without a session, where that is the same: every rule looks at one item
 * only and does nothing but propose. Such rules cannot see one another's effects and the resolver
 * orders their proposals, so the order of firing does not matter and neither network nor agenda is
 * needed. {@link SessionEngine} takes every other rule base. A test compares the two.
 *
 * <p>Thread-safe: it holds the compiled conditions and consequences only, which have no state.
 */
final class DirectEngine implements RuleEngine {
  private final CompiledRule[] rules;
  private final WordIndex index;

  private DirectEngine(List<CompiledRule> rules) {
    this.rules = rules.toArray(CompiledRule[]::new);
    PackData noData = new PackData(BuiltInOptions.defaults());
    index = new WordIndex(rules.stream().map(rule -> rule.neededWords(noData)).toList());
  }

  /** An engine for the model, or null if one of its rules needs a session. */
  static @Nullable DirectEngine find(Model model) {
    if (!model.getQueries().isEmpty() || !model.getTypeMetaDatas().isEmpty()) {
      return null;
    }
    List<CompiledRule> rules = new ArrayList<>();
    for (Rule rule : model.getRules()) {
      CompiledRule compiled = CompiledRule.find(rule);
      if (compiled == null) {
        return null;
      }
      rules.add(compiled);
    }
    return new DirectEngine(rules);
  }

  @Override
  public void propose(DefaultItem item, DefaultProposals proposals) {
    long[] candidates = index.candidates(item);
    try {
      for (int i = 0; i < candidates.length; i++) {
        for (long left = candidates[i]; left != 0; left &= left - 1) {
          CompiledRule rule = rules[i * Long.SIZE + Long.numberOfTrailingZeros(left)];
          if (rule.matches(item)) {
            proposals.firing(rule.fullName());
            rule.fire(item, proposals);
          }
        }
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // holds nothing that needs closing
  }
}
