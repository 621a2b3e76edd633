package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.internal.analysis.PointRules;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A pack as one evaluator for each decision point. */
final class DefaultPolicyPack implements CheckedPack {
  private final PackRef ref;
  private final Map<DecisionPoint, PointEvaluator> evaluators;
  private final PackData data;

  DefaultPolicyPack(PackRef ref, Map<DecisionPoint, PointEvaluator> evaluators, PackData data) {
    this.ref = ref;
    this.evaluators = evaluators;
    this.data = data;
  }

  @Override
  public PackRef ref() {
    return ref;
  }

  @Override
  public Set<DecisionPoint> points() {
    return Collections.unmodifiableSet(evaluators.keySet());
  }

  @Override
  public List<String> outputs(DecisionPoint point) {
    return evaluator(point).outputs();
  }

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    return evaluator(point).decide(facts, data, ref, at);
  }

  @Override
  public Explanation explain(Decision decision) {
    if (!decision.pack().equals(ref)) {
      throw new InvalidInputException(
          "Expected a decision of the policy pack '"
              + ref
              + "', but '"
              + decision.pack()
              + "' took it.",
          "ask the pack version that took the decision");
    }
    PointEvaluator evaluator = evaluator(decision.point());
    return new Explanation(decision, evaluator.nearMisses(decision.inputs(), data, decision.at()));
  }

  @Override
  public List<PointRules> rules() {
    return evaluators.values().stream().map(PointEvaluator::rules).toList();
  }

  @Override
  public RuleProbe probe(DecisionPoint point) {
    return new RuleProbe(data, outputs(point));
  }

  @Override
  public PriorityMatrix matrix() {
    return data.options().matrix();
  }

  @Override
  public void close() {
    evaluators.values().forEach(PointEvaluator::close);
  }

  private PointEvaluator evaluator(DecisionPoint point) {
    PointEvaluator evaluator = evaluators.get(point);
    if (evaluator == null) {
      throw new InvalidInputException(
          "Expected a decision point that the policy pack '"
              + ref.id()
              + "' answers ("
              + evaluators.keySet().stream()
                  .map(DecisionPoint::name)
                  .collect(Collectors.joining(", "))
              + "), but got '"
              + point
              + "'.",
          "ask one of these, or load a pack that answers it");
    }
    return evaluator;
  }
}
