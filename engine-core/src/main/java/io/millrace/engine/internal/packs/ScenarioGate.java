// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.util.List;

/** Stands before every activation: a pack whose scenarios fail does not take effect. */
@FunctionalInterface
public interface ScenarioGate {

  /**
   * Runs the scenarios of a pack.
   *
   * @param source the tenant's layer, with its scenarios
   * @param pack the layer as it is loaded on top of the shared ones
   * @return what failed; empty to let it pass
   */
  List<PackProblem> failures(PackSource source, PolicyPack pack);
}
