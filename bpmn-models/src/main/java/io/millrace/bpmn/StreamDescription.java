// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value stream is for: the stream template of ITIL 4. Immutable. A text that the model does
 * not give is empty.
 *
 * @param ownedBy the role that owns the stream
 * @param text description and use case
 * @param demand what starts the stream
 * @param triggers the events that the demand raises
 * @param outcomes the results that the stream enables
 * @param value the value that is created or restored
 * @param targetLeadTime the target from start to end; never derived from the steps' targets; null
 *     if none is set
 * @param raci who is accountable, responsible, consulted and informed for the stream as a whole
 */
public record StreamDescription(
    String ownedBy,
    String text,
    String demand,
    List<String> triggers,
    List<String> outcomes,
    String value,
    @Nullable Duration targetLeadTime,
    Raci raci) {
  /** Copies the lists. */
  public StreamDescription {
    triggers = List.copyOf(triggers);
    outcomes = List.copyOf(outcomes);
  }
}
