// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import java.util.ArrayList;
import java.util.List;
import org.kie.api.KieBase;
import org.kie.api.runtime.StatelessKieSession;

/**
 * Drools with rules that only insert proposals, in a new stateless session for each ticket; Java
 * picks the strongest proposals, and adds the one class of service that depends on the kind.
 */
public final class DroolsInsertForm implements DecisionForm {
  private static final int INTANGIBLE_RANK = 6_000;

  private final KieBase rules =
      DroolsCompiler.compile("/io/millrace/benchmarks/decision/insert.drl");

  @Override
  public Verdict decide(SampleTicket sample) {
    List<Suggestion> found = new ArrayList<>(16);
    StatelessKieSession session = rules.newStatelessKieSession();
    session.setGlobal("found", found);
    session.execute(new Ticket(sample));
    return resolve(found);
  }

  private static Verdict resolve(List<Suggestion> found) {
    Suggestion[] best = new Suggestion[4];
    for (Suggestion suggestion : found) {
      Suggestion strongest = best[suggestion.output()];
      if (strongest == null || suggestion.rank() > strongest.rank()) {
        best[suggestion.output()] = suggestion;
      }
    }
    String kind = best[Suggestion.KIND].value();
    Suggestion service = best[Suggestion.SERVICE];
    boolean intangible = kind.equals("IMPROVEMENT") || kind.equals("PROBLEM");
    return new Verdict(
        kind,
        best[Suggestion.CATEGORY].value(),
        best[Suggestion.LEVEL].value(),
        intangible && service.rank() < INTANGIBLE_RANK ? "INTANGIBLE" : service.value());
  }
}
