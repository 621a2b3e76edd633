// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.internal.analysis.PointRules;
import java.util.List;

/** A pack that shows its rules one by one, so that they can be checked. */
public interface CheckedPack extends PolicyPack {

  /** The rules of each decision point, in the order of {@link #points()}. */
  List<PointRules> rules();

  /** A probe for the rules of a decision point. */
  RuleProbe probe(DecisionPoint point);

  /** The matrix that decides the priority. */
  PriorityMatrix matrix();
}
