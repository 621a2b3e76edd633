package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.NearMiss;
import io.millrace.rules.PolicyEvaluationException;
import io.millrace.rules.internal.analysis.PointRules;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.model.Model;

/**
 * Answers one decision point: has the rules evaluated and resolves their proposals. Thread-safe.
 */
final class PointEvaluator implements AutoCloseable {
  private final DecisionPoint point;
  private final List<String> outputs;
  private final String[] outputNames;
  private final Model model;
  private final RuleEngine engine;
  private volatile boolean closed;

  PointEvaluator(DecisionPoint point, List<String> outputs, Model model, RuleEngine engine) {
    this.point = point;
    this.outputs = List.copyOf(outputs);
    this.outputNames = outputs.toArray(String[]::new);
    this.model = model;
    this.engine = engine;
  }

  List<String> outputs() {
    return outputs;
  }

  Decision decide(Facts facts, PackData data, PackRef pack, Instant at) {
    if (closed) {
      throw new InvalidInputException(
          "Expected the policy pack to be open when '" + point + "' is asked, but it is closed.",
          "close the pack only after the last decision");
    }
    Proposal[] proposals;
    try {
      proposals = engine.evaluate(new DefaultItem(facts, data, at));
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
          "look at the cause; a rule may only ask the item and make proposals",
          e);
    }
    return resolve(proposals, facts, pack, at);
  }

  List<NearMiss> nearMisses(Facts facts, PackData data, Instant at) {
    return NearMisses.of(model, new DefaultItem(facts, data, at));
  }

  PointRules rules() {
    return ModelRules.of(point, outputs, model);
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }

  /** The first proposal of each output decides: they come in the documented order. */
  private Decision resolve(Proposal[] proposals, Facts facts, PackRef pack, Instant at) {
    Map<String, String> answer = new LinkedHashMap<>(8);
    Reason[] reasons = new Reason[proposals.length];
    int previous = -1;
    for (int i = 0; i < proposals.length; i++) {
      Proposal proposal = proposals[i];
      String output = outputNames[proposal.output()];
      boolean decided = proposal.output() != previous;
      if (decided) {
        answer.put(output, proposal.value());
        previous = proposal.output();
      }
      reasons[i] = proposal.reason(output, decided);
    }
    return new Decision(point, answer, List.of(reasons), pack, facts, at);
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }
}
