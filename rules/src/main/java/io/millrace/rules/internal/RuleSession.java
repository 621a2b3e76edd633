// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import org.kie.api.definition.rule.Rule;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/**
 * A reusable Drools session of one decision point: one item goes in, rules fire, the item comes
 * out. Used by one thread at a time. After an exception it must be closed, not used again.
 */
final class RuleSession implements AgendaFilter, AutoCloseable {
  private final KieSession session;
  private final DefaultProposals proposals;

  RuleSession(KieSession session, String[] outputs) {
    this.session = session;
    proposals = new DefaultProposals(outputs);
    session.setGlobal("proposals", proposals);
  }

  /**
   * @param deadline when to stop, see {@link DefaultProposals#start(DefaultItem, long)}
   */
  Proposal[] evaluate(DefaultItem item, long deadline) {
    proposals.start(item, deadline);
    FactHandle handle = session.insert(item);
    session.fireAllRules(this);
    session.delete(handle);
    return proposals.end();
  }

  /** Notes which rule is about to fire, and stops rules that do not come to an end. */
  @Override
  public boolean accept(Match match) {
    Rule rule = match.getRule();
    proposals.firing(rule.getPackageName() + "/" + rule.getName());
    return true;
  }

  @Override
  public void close() {
    session.dispose();
  }
}
