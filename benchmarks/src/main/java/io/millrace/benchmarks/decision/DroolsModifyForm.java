// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/** Drools in its usual form: a new session for each ticket, whose rules modify the ticket. */
public final class DroolsModifyForm implements DecisionForm {
  /** The rules, as a resource. */
  public static final String RULES = "/io/millrace/benchmarks/decision/modify.drl";

  private final KieBase rules = DroolsCompiler.compile(RULES);

  @Override
  public Verdict decide(SampleTicket sample) {
    Ticket ticket = new Ticket(sample);
    KieSession session = rules.newKieSession();
    try {
      session.insert(ticket);
      session.fireAllRules();
    } finally {
      session.dispose();
    }
    return ticket.verdict();
  }
}
