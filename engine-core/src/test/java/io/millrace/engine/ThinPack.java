// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PullComparison;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The built-in pack, but for two points: nothing has a team, and the answer for a request model is
 * how often there was the same.
 */
final class ThinPack implements PolicyPack {
  private final PolicyPack builtIn = PolicyPacks.builtIn();

  @Override
  public PackRef ref() {
    return builtIn.ref();
  }

  @Override
  public Set<DecisionPoint> points() {
    return builtIn.points();
  }

  @Override
  public List<String> outputs(DecisionPoint point) {
    return builtIn.outputs(point);
  }

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    if (point.equals(DecisionPoint.ROUTING)) {
      return new Decision(point, Map.of(), List.of(), ref(), facts, at);
    }
    if (!point.equals(DecisionPoint.REQUEST_MODEL)) {
      return builtIn.decide(point, facts, at);
    }
    Map<String, String> outputs =
        Map.of(
            "counts",
            facts.text("sameRequestsThisMonth", "-")
                + facts.text("sameRequestsThisQuarter", "-")
                + facts.text("sameRequestsThisYear", "-"));
    return new Decision(point, outputs, List.of(), ref(), facts, at);
  }

  @Override
  public PullComparison compare(Facts a, Facts b, Instant at) {
    return builtIn.compare(a, b, at);
  }

  @Override
  public PackContents contents() {
    return builtIn.contents();
  }

  @Override
  public Explanation explain(Decision decision) {
    return builtIn.explain(decision);
  }

  @Override
  public void close() {
    builtIn.close();
  }
}
