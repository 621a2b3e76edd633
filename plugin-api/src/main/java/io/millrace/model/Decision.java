// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the policies to one decision point: the same point, facts, instant and pack always
 * give an equal decision. Immutable and thread-safe.
 *
 * @param point the question
 * @param outputs the answer: named scalars, in the order in which the point declares them
 * @param reasons every proposal that was made, strongest first within each output
 * @param pack the pack that answered
 * @param inputs the facts that were read
 * @param at the instant that was taken as now
 */
@HostCalls
public record Decision(
    DecisionPoint point,
    Map<String, String> outputs,
    List<Reason> reasons,
    PackRef pack,
    Facts inputs,
    Instant at) {

  /** Copies the outputs and reasons. */
  public Decision {
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    reasons = List.copyOf(reasons);
  }

  /** One output, or null if the policies gave none. */
  public @Nullable String output(String name) {
    return outputs.get(name);
  }

  /** One output, or the given default if the policies gave none. */
  public String output(String name, String otherwise) {
    return outputs.getOrDefault(name, otherwise);
  }
}
