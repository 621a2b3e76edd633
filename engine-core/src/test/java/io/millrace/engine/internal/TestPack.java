// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PullComparison;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The built-in pack under another name, which can be held up while it decides. Thread-safe. */
public final class TestPack implements PolicyPack {
  private final PackRef ref;
  private final PolicyPack builtIn;
  private final AtomicInteger decisions = new AtomicInteger();
  private volatile @Nullable Runnable whileDeciding;
  private volatile boolean closed;

  TestPack(PackRef ref, PolicyPack builtIn) {
    this.ref = ref;
    this.builtIn = builtIn;
  }

  /** Does this in the middle of each decision. */
  public void whileDeciding(Runnable action) {
    whileDeciding = action;
  }

  /** How many decisions it took. */
  public int decisions() {
    return decisions.get();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public PackRef ref() {
    return ref;
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
    decisions.incrementAndGet();
    Runnable action = whileDeciding;
    if (action != null) {
      action.run();
    }
    return named(builtIn.decide(point, facts, at), ref);
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
    return new Explanation(decision, builtIn.explain(named(decision, builtIn.ref())).nearMisses());
  }

  private static Decision named(Decision decision, PackRef pack) {
    return new Decision(
        decision.point(),
        decision.outputs(),
        decision.reasons(),
        pack,
        decision.inputs(),
        decision.at());
  }

  @Override
  public void close() {
    closed = true;
    builtIn.close();
  }
}
