package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.NearMiss;
import io.millrace.rules.PolicyEvaluationException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;

/** Answers one decision point with one rule base. Thread-safe. */
final class PointEvaluator implements AutoCloseable {
  private final DecisionPoint point;
  private final String[] outputs;
  private final List<String> outputNames;
  private final Model model;
  private final KieBase rules;
  private final KieSessionConfiguration sessions;
  private final Map<String, String> fullNames = new HashMap<>();
  private final SessionPool pool;

  PointEvaluator(DecisionPoint point, List<String> outputs, Model model, int idleSessions) {
    this.point = point;
    this.outputs = outputs.toArray(String[]::new);
    this.outputNames = List.copyOf(outputs);
    this.model = model;
    KieBaseConfiguration base = RuleBaseFactory.newKnowledgeBaseConfiguration();
    base.setOption(KieBaseMutabilityOption.DISABLED);
    rules = KieBaseBuilder.createKieBaseFromModel(List.of(model), base);
    sessions = RuleBaseFactory.newKnowledgeSessionConfiguration();
    sessions.setOption(ThreadSafeOption.NO);
    model.getRules().forEach(rule -> fullNames.put(rule.getName(), NearMisses.fullName(rule)));
    pool = new SessionPool(this::newSession, idleSessions);
  }

  List<String> outputs() {
    return outputNames;
  }

  Decision decide(Facts facts, PackData data, PackRef pack, Instant at) {
    requireOpen();
    RuleSession session = pool.take();
    boolean sound = false;
    try {
      Decision decision = decision(session.evaluate(new Item(facts, data)), facts, pack, at);
      session.end();
      sound = true;
      return decision;
    } catch (RuntimeException e) {
      throw new PolicyEvaluationException(
          point,
          "Expected the rules of '"
              + point
              + "' in pack '"
              + pack
              + "' to give an answer, but "
              + "they failed: "
              + rootMessage(e)
              + ".",
          "look at the cause; a rule may only read facts and make proposals",
          e);
    } finally {
      if (sound) {
        pool.giveBack(session);
      } else {
        session.close();
      }
    }
  }

  List<NearMiss> nearMisses(Facts facts, PackData data) {
    return NearMisses.of(model, facts, data);
  }

  @Override
  public void close() {
    pool.close();
  }

  private Decision decision(Proposals proposals, Facts facts, PackRef pack, Instant at) {
    Map<String, String> answer = new LinkedHashMap<>(8);
    Reason[] reasons = new Reason[proposals.size()];
    int previous = -1;
    for (int i = 0; i < reasons.length; i++) {
      Proposal proposal = proposals.get(i);
      String output = outputs[proposal.output()];
      boolean decided = proposal.output() != previous;
      if (decided) {
        answer.put(output, proposal.value());
        previous = proposal.output();
      }
      reasons[i] = proposal.reason(output, decided);
    }
    return new Decision(point, answer, List.of(reasons), pack, facts, at);
  }

  private RuleSession newSession() {
    return new RuleSession(rules.newKieSession(sessions, null), fullNames, outputs);
  }

  private void requireOpen() {
    if (pool.isClosed()) {
      throw new InvalidInputException(
          "Expected the policy pack to be open when '" + point + "' is asked, but it is closed.",
          "close the pack only after the last decision");
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }

  @Override
  public String toString() {
    return point + Arrays.toString(outputs);
  }
}
