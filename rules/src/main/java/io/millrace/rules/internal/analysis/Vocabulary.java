// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.internal.Nearest;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Question.Not;
import io.millrace.rules.internal.Question.Other;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names of facts that a pack's rules may use: the catalogue and the pack's own answers. */
final class Vocabulary {
  private final KnownFacts known;
  private final Set<String> answers = new TreeSet<>();

  Vocabulary(KnownFacts known, Map<DecisionPoint, List<String>> outputs) {
    this.known = known;
    outputs.forEach((point, names) -> names.forEach(output -> answers.add(point.variable(output))));
  }

  boolean isKnown(String fact) {
    return answers.contains(fact) || known.find(fact).isPresent();
  }

  Optional<String> nearest(String fact) {
    List<String> names = new ArrayList<>(answers);
    known.all().forEach(one -> names.add(one.name()));
    return Nearest.to(fact, names);
  }

  /** The fact that a question is about, even if the question is not understood. */
  static List<String> facts(Question question) {
    if (question instanceof Not not) {
      return facts(not.question());
    } else if (question instanceof Other other) {
      return List.of(other.fact());
    }
    return Questions.fact(question).stream().toList();
  }
}
