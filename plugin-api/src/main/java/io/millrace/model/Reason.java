// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a policy proposed a value. Immutable.
 *
 * @param output the output it speaks of, such as {@code kind} or {@code level}
 * @param value the value it proposed, as text
 * @param rule the rule's full name: package and name
 * @param strength how strongly it proposed it; the strongest proposal wins, then the rule's name
 * @param text the reason for people to read
 * @param cell the matrix or table cell that was used, such as {@code impact 2 | urgency 1}, if any
 * @param facts the facts that it read, by name, as text
 * @param decided whether this proposal decided the output
 */
@HostCalls
public record Reason(
    String output,
    String value,
    String rule,
    int strength,
    String text,
    @Nullable String cell,
    Map<String, String> facts,
    boolean decided) {

  /** Copies the facts. */
  public Reason {
    facts = Map.copyOf(facts);
  }
}
