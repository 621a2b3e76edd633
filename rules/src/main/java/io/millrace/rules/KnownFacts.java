// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.internal.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The catalogue of facts that policies may ask for: those that Millrace and its built-in pack know,
 * and those that a host declares. Checks take a fact that is not in it for a mistake. Immutable and
 * thread-safe.
 */
public final class KnownFacts {
  /** Stands for the result of every step: its id with underscores, and this ending. */
  static final String STEP_RESULT = "<step>_result";

  private static final String STEP_ENDING = "_result";
  private static final KnownFacts BUILT_IN =
      new KnownFacts(new TreeMap<>())
          .with(WorkFacts.all())
          .with(DecidedFacts.all())
          .with(ChangeRequestFacts.all());

  private final SortedMap<String, KnownFact> byName;

  private KnownFacts(SortedMap<String, KnownFact> byName) {
    this.byName = byName;
  }

  /** The facts that Millrace and its built-in pack know. */
  public static KnownFacts builtIn() {
    return BUILT_IN;
  }

  /** These facts and the given ones; of two with the same name, the given one counts. */
  public KnownFacts with(Collection<KnownFact> more) {
    SortedMap<String, KnownFact> all = new TreeMap<>(byName);
    more.forEach(fact -> all.put(fact.name(), fact));
    return new KnownFacts(all);
  }

  /** All of them, by name. */
  public List<KnownFact> all() {
    return List.copyOf(byName.values());
  }

  /** The fact of this name. */
  public Optional<KnownFact> find(String name) {
    KnownFact fact = byName.get(name);
    if (fact == null && name.endsWith(STEP_ENDING) && name.length() > STEP_ENDING.length()) {
      fact = byName.get(STEP_RESULT);
    }
    return Optional.ofNullable(fact);
  }

  /** The name that looks most like the given one; empty if none does. */
  public Optional<String> nearest(String name) {
    return Nearest.to(name, byName.keySet());
  }
}
