// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Optional;

/**
 * What a step of the kind {@link StepKind#CALL} calls. Immutable.
 *
 * @param stream the key of the value stream that does the step, for a linked work item of its own;
 *     or a variable that holds it, written <code>${name}</code>
 * @param until the milestone of that work item that ends the step
 */
public record StreamCall(String stream, Milestone until) {
  /** The name of the variable that holds the key; empty if the model names the stream itself. */
  public Optional<String> findVariable() {
    return stream.startsWith("${")
        ? Optional.of(stream.substring(2, stream.length() - 1).trim())
        : Optional.empty();
  }
}
