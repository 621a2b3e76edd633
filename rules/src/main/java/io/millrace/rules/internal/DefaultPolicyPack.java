// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackContents;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.PullComparison;
import io.millrace.rules.internal.analysis.PointRules;
import io.millrace.rules.internal.compile.CompiledRules;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pack as one evaluator for each decision point. */
final class DefaultPolicyPack implements CheckedPack {
  private final PackRef ref;
  private final Map<DecisionPoint, PointEvaluator> evaluators;
  private final PackData data;
  private final PullOrder pullOrder;
  private final Supplier<PackContents> reading;
  private final List<CompiledRules> resources;
  private volatile @Nullable PackContents contents;

  DefaultPolicyPack(
      PackRef ref,
      Map<DecisionPoint, PointEvaluator> evaluators,
      PackData data,
      PullOrder pullOrder,
      Supplier<PackContents> reading,
      List<CompiledRules> resources) {
    this.ref = ref;
    this.evaluators = evaluators;
    this.data = data;
    this.pullOrder = pullOrder;
    this.reading = reading;
    this.resources = List.copyOf(resources);
  }

  @Override
  public PackRef ref() {
    return ref;
  }

  @Override
  public Set<DecisionPoint> points() {
    Set<DecisionPoint> points = new LinkedHashSet<>(evaluators.keySet());
    points.add(DecisionPoint.PULL_ORDER);
    return Collections.unmodifiableSet(points);
  }

  @Override
  public List<String> outputs(DecisionPoint point) {
    return point.equals(DecisionPoint.PULL_ORDER) ? PullOrder.OUTPUTS : evaluator(point).outputs();
  }

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    return point.equals(DecisionPoint.PULL_ORDER)
        ? pullOrder.decide(new DefaultItem(facts, data, at), facts, ref, at)
        : evaluator(point).decide(facts, data, ref, at);
  }

  @Override
  public PullComparison compare(Facts a, Facts b, Instant at) {
    return pullOrder.compare(
        decide(DecisionPoint.PULL_ORDER, a, at), decide(DecisionPoint.PULL_ORDER, b, at));
  }

  @Override
  public PackContents contents() {
    PackContents known = contents;
    if (known == null) {
      known = reading.get();
      contents = known;
    }
    return known;
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
    if (decision.point().equals(DecisionPoint.PULL_ORDER)) {
      return new Explanation(decision, List.of());
    }
    PointEvaluator evaluator = evaluator(decision.point());
    return new Explanation(decision, evaluator.nearMisses(decision.inputs(), data, decision.at()));
  }

  @Override
  public List<PointRules> rules() {
    PackContents known = contents();
    return evaluators.values().stream().map(evaluator -> evaluator.rules(known)).toList();
  }

  @Override
  public RuleProbe probe(DecisionPoint point) {
    return new RuleProbe(data, outputs(point), evaluator(point)::seenBy);
  }

  @Override
  public PriorityMatrix matrix() {
    return data.options().matrix();
  }

  @Override
  public void close() {
    evaluators.values().forEach(PointEvaluator::close);
    resources.forEach(CompiledRules::close);
  }

  private PointEvaluator evaluator(DecisionPoint point) {
    PointEvaluator evaluator = evaluators.get(point);
    if (evaluator == null) {
      throw new InvalidInputException(
          "Expected a decision point that the policy pack '"
              + ref.id()
              + "' answers ("
              + points().stream().map(DecisionPoint::name).collect(Collectors.joining(", "))
              + "), but got '"
              + point
              + "'.",
          "ask one of these, or load a pack that answers it");
    }
    return evaluator;
  }
}
