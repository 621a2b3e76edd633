package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.NearMiss;
import io.millrace.rules.PolicyEvaluationException;
import java.time.Instant;
import java.util.List;
import org.drools.model.Model;

/**
 * Answers one decision point: has the rules evaluated and resolves their proposals. Thread-safe.
 */
final class PointEvaluator implements AutoCloseable {
  private final DecisionPoint point;
  private final List<String> outputs;
  private final Model model;
  private final RuleEngine engine;
  private final Resolver resolver;
  private volatile boolean closed;

  PointEvaluator(DecisionPoint point, List<String> outputs, Model model, RuleEngine engine) {
    this.point = point;
    this.outputs = List.copyOf(outputs);
    this.model = model;
    this.engine = engine;
    this.resolver = Resolver.of(point, this.outputs);
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
    try {
      DefaultItem item = new DefaultItem(facts, data, at);
      Proposal[] first = engine.evaluate(item);
      boolean again = resolver.asksTwice();
      DefaultItem settled = again ? resolver.settle(first, item) : item;
      Proposal[] last = again ? engine.evaluate(settled) : first;
      Resolver.Answer answer = resolver.resolve(first, last, settled);
      return new Decision(point, answer.outputs(), answer.reasons(), pack, facts, at);
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
  }

  List<NearMiss> nearMisses(Facts facts, PackData data, Instant at) {
    DefaultItem item = new DefaultItem(facts, data, at);
    return NearMisses.of(
        model, resolver.asksTwice() ? resolver.settle(engine.evaluate(item), item) : item);
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }
}
