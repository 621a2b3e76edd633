// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.List;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;

/**
 * Evaluates rules in pooled Drools sessions. A session serves one thread at a time and is reused;
 * one in which a rule failed is thrown away.
 */
final class SessionEngine implements RuleEngine {
  private final String[] outputs;
  private final KieBase rules;
  private final KieSessionConfiguration configuration;
  private final SessionPool pool;

  SessionEngine(Model model, String[] outputs, int idleSessions) {
    this.outputs = outputs;
    KieBaseConfiguration base = RuleBaseFactory.newKnowledgeBaseConfiguration();
    base.setOption(KieBaseMutabilityOption.DISABLED);
    rules = KieBaseBuilder.createKieBaseFromModel(List.of(model), base);
    configuration = RuleBaseFactory.newKnowledgeSessionConfiguration();
    // With NO, Drools keeps a consequence's arguments where all sessions of the rule base see them.
    configuration.setOption(ThreadSafeOption.YES);
    pool = new SessionPool(this::newSession, idleSessions);
  }

  @Override
  public void propose(DefaultItem item, DefaultProposals proposals) {
    RuleSession session = pool.take();
    boolean sound = false;
    try {
      proposals.addAll(session.evaluate(item, proposals.deadline()));
      sound = true;
    } finally {
      if (sound) {
        pool.giveBack(session);
      } else {
        session.close();
      }
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private RuleSession newSession() {
    return new RuleSession(rules.newKieSession(configuration, null), outputs);
  }
}
