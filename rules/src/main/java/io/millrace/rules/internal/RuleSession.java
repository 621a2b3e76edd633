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
  /** More firings than this are a rule that does not come to an end: no pack has so many rules. */
  static final int MAX_FIRINGS = 1_000;

  private final KieSession session;
  private final DefaultProposals proposals;

  RuleSession(KieSession session, String[] outputs) {
    this.session = session;
    proposals = new DefaultProposals(outputs);
    session.setGlobal("proposals", proposals);
  }

  Proposal[] evaluate(DefaultItem item) {
    proposals.start(item);
    FactHandle handle = session.insert(item);
    int firings = session.fireAllRules(this, MAX_FIRINGS);
    session.delete(handle);
    if (firings >= MAX_FIRINGS) {
      throw new IllegalStateException("rules fired " + firings + " times for one item");
    }
    return proposals.end();
  }

  /** Notes which rule is about to fire, so that rules need not name themselves. */
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
