// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyEvaluationException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PullComparison;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The pack it is given, but it fails for items with the fact {@code broken}. */
final class FailingPack implements PolicyPack {
  private final PolicyPack pack;
  private final RuntimeException failure;

  FailingPack(PolicyPack pack) {
    this(
        pack,
        new PolicyEvaluationException(
            DecisionPoint.PRIORITY, "Expected an answer, but it broke.", "mend it"));
  }

  FailingPack(PolicyPack pack, RuntimeException failure) {
    this.pack = pack;
    this.failure = failure;
  }

  @Override
  public PackRef ref() {
    return pack.ref();
  }

  @Override
  public Set<DecisionPoint> points() {
    return pack.points();
  }

  @Override
  public List<String> outputs(DecisionPoint point) {
    return pack.outputs(point);
  }

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    if (facts.has("broken")) {
      throw failure;
    }
    return pack.decide(point, facts, at);
  }

  @Override
  public Explanation explain(Decision decision) {
    return pack.explain(decision);
  }

  @Override
  public PullComparison compare(Facts a, Facts b, Instant at) {
    return pack.compare(a, b, at);
  }

  @Override
  public PackContents contents() {
    return pack.contents();
  }

  @Override
  public void close() {
    pack.close();
  }
}
