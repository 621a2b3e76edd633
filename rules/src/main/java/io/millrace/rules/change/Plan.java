// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Facts;
import io.millrace.rules.internal.Derived;
import io.millrace.rules.internal.change.Texts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What ports are asked about: who changes what, and when. Immutable.
 *
 * @param items the configuration items, sorted by the host
 * @param from the planned start; null if it is not known
 * @param to the planned end; null if it is not known or not after the start
 */
record Plan(
    String tenant,
    Facts facts,
    Set<String> items,
    @Nullable Instant from,
    @Nullable Instant to,
    Instant at) {

  static Plan of(String tenant, Facts facts, Instant at) {
    Instant from = instant(facts, "plannedStart");
    Instant to = instant(facts, "plannedEnd");
    boolean isSound = from != null && to != null && from.isBefore(to);
    Set<String> items = new LinkedHashSet<>(Texts.of(facts.values().get("changeItems")));
    return new Plan(
        tenant,
        facts,
        Collections.unmodifiableSet(items),
        isSound ? from : null,
        isSound ? to : null,
        at);
  }

  /** Why the interval is not known. */
  String whyNoTime() {
    return "the change has no planned start and, after it, a planned end";
  }

  String text(String fact) {
    return facts.text(fact, "").strip();
  }

  List<String> texts(String fact) {
    return Texts.of(facts.values().get(fact));
  }

  private static @Nullable Instant instant(Facts facts, String name) {
    return facts.findText(name).map(Derived::instant).orElse(null);
  }
}
