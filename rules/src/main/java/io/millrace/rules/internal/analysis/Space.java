// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.KnownFacts;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.RuleProbe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All the items that the rules of a decision point can tell apart, by the questions that they ask.
 * Immutable after it was made.
 */
final class Space {
  private final List<FactDomain> domains = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final TextAtoms atoms;
  private final Region everything;

  Space(Collection<Question> questions, KnownFacts known, RuleProbe probe) {
    Map<String, List<Question>> byFact = new LinkedHashMap<>();
    List<Question> aboutText = new ArrayList<>();
    for (Question question : questions) {
      if (Questions.isAboutText(question)) {
        aboutText.add(question);
      }
      Questions.fact(question)
          .ifPresent(fact -> byFact.computeIfAbsent(fact, key -> new ArrayList<>()).add(question));
    }
    byFact.forEach(
        (fact, asked) -> {
          places.put(fact, domains.size());
          domains.add(
              new FactDomain(
                  fact, asked, Candidates.of(fact, known.find(fact), asked, probe), probe));
        });
    atoms = new TextAtoms(aboutText, probe);
    everything = Region.everything(domains);
  }

  Region everything() {
    return everything;
  }

  List<FactDomain> domains() {
    return domains;
  }

  TextAtoms atoms() {
    return atoms;
  }

  /** The answers as limits, one for each fact and each question about the text. */
  List<Limit> limits(List<Literal> answers) {
    Map<Integer, BitSet> byFact = new LinkedHashMap<>();
    List<Limit> limits = new ArrayList<>();
    for (Literal answer : answers) {
      if (Questions.isAboutText(answer.question())) {
        BitSet any = atoms.anyOf(answer.question());
        Limit has = new Limit.TextHas(any, atoms.blockedWithout(any));
        limits.add(answer.holds() ? has : has.negated());
      } else {
        Integer fact = Objects.requireNonNull(places.get(factOf(answer)));
        BitSet values = byFact.computeIfAbsent(fact, one -> domains.get(one).all());
        BitSet where = domains.get(fact).where(answer.question());
        if (answer.holds()) {
          values.and(where);
        } else {
          values.andNot(where);
        }
      }
    }
    byFact.forEach((fact, values) -> limits.add(factIn(fact, values)));
    return limits;
  }

  /** One answer as a limit. */
  Limit limit(Literal answer) {
    return limits(List.of(answer)).get(0);
  }

  Limit.FactIn factIn(int fact, BitSet values) {
    BitSet others = domains.get(fact).all();
    others.andNot(values);
    return new Limit.FactIn(fact, values, others);
  }

  private static String factOf(Literal answer) {
    return Questions.fact(answer.question()).orElseThrow();
  }
}
