// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.internal.Derived;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A work item to try policies on, and what to ask about it. Immutable and thread-safe.
 *
 * <p>As JSON it is an object of facts, or an object with {@code facts} and, where need be, {@code
 * missing} (the reason by fact), {@code point} and {@code at}; that is how findings show items. A
 * fact is a text, a number, a truth value or a list of texts; {@code null} stands for a fact that
 * is not known. {@code docs/schema/item.schema.json} describes it.
 *
 * @param point the decision point to ask; null if it does not say
 * @param at the instant taken as now; null if it does not say
 * @param facts what is known about the item
 */
public record ItemExample(@Nullable DecisionPoint point, @Nullable Instant at, Facts facts) {

  /**
   * Reads JSON.
   *
   * @param name how messages name it, such as the file's name
   * @param json the text, in UTF-8, at most 1 MiB
   * @throws InvalidInputException if it is no such JSON; the message says where
   */
  public static ItemExample read(String name, byte[] json) {
    return new ItemReader(name).read(json);
  }

  /** When the item was opened, if its facts say so. */
  public Optional<Instant> findOpenedAt() {
    return facts.findText("openedAt").map(Derived::instant);
  }
}
