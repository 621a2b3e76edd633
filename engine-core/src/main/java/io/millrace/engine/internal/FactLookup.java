// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Answer;
import io.millrace.engine.internal.isolation.LoggedFailure;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.UnusableAnswerException;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.FactSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the fact sources, each once for all demands, and never lets one of them lose a demand. */
final class FactLookup {
  private static final Logger LOG = LoggerFactory.getLogger(FactLookup.class);

  /** Of one source about one demand, in characters: several of them fit into what is stored. */
  private static final int LONGEST = Limits.FACTS / 10;

  private static final int LONGEST_REASON = 1_000;

  private final List<Source> sources;
  private final Duration budget;
  private final @Nullable KnowledgeLookup knowledge;

  /**
   * @param budget how long one source may take
   * @param knowledge is asked after them; null if the host has none
   */
  FactLookup(List<Source> sources, Duration budget, @Nullable KnowledgeLookup knowledge) {
    this.sources = List.copyOf(sources);
    this.budget = budget;
    this.knowledge = knowledge;
  }

  /** Whether there is anybody to ask. */
  boolean hasSources() {
    return !sources.isEmpty() || knowledge != null;
  }

  /** The demands' own facts, with marks on what the sources are asked about later. */
  Map<String, Facts> postponed(List<Demand> demands) {
    Facts.Builder marks = Facts.builder();
    for (Source source : sources) {
      source
          .provides()
          .forEach(
              name ->
                  marks.missing(
                      name,
                      source.called()
                          + ": it is asked after the commit of the host's transaction"));
    }
    if (knowledge != null) {
      knowledge.mark(marks, "it is asked after the commit of the host's transaction");
    }
    Facts missing = marks.build();
    Map<String, Facts> found = new LinkedHashMap<>();
    demands.forEach(demand -> found.put(demand.id(), missing.with(demand.facts())));
    return found;
  }

  /** Facts with new marks on what no source knew, in place of those that it is asked later. */
  Facts answered(Facts found) {
    Facts.Builder marks = Facts.builder();
    for (Source source : sources) {
      source.provides().forEach(name -> marks.missing(name, source.called() + ": it knew nothing"));
    }
    if (knowledge != null) {
      knowledge.mark(marks, "it knew nothing");
    }
    return marks.build().with(found);
  }

  /** The demands' own facts, with what the sources know beneath them: the host's word wins. */
  Map<String, Facts> enrich(String tenant, List<Demand> demands) {
    Map<String, Facts> found = new LinkedHashMap<>();
    demands.forEach(demand -> found.put(demand.id(), Facts.none()));
    if (!demands.isEmpty()) {
      sources.forEach(source -> ask(source, tenant, List.copyOf(demands), found));
    }
    demands.forEach(demand -> found.merge(demand.id(), demand.facts(), Facts::with));
    if (knowledge != null && !demands.isEmpty()) {
      knowledge.enrich(tenant, demands, found);
    }
    return found;
  }

  /**
   * A source with what it says about itself, asked once: a later failure loses no demand.
   *
   * @param called what it is called in reasons
   */
  record Source(FactSource port, String called, Set<String> provides, Shield shield) {
    Source(FactSource port, Shield shield) {
      this(port, "fact source '" + shield.name() + "'", provides(port, shield), shield);
    }

    private static Set<String> provides(FactSource port, Shield shield) {
      try {
        return Set.copyOf(port.provides());
      } catch (RuntimeException | LinkageError e) {
        throw new InvalidInputException(
            "Expected fact source '"
                + shield.name()
                + "' to say which facts it provides, but it failed: "
                + FailureText.of(e, LONGEST_REASON)
                + ".",
            "mend the plugin, or leave it out",
            e);
      }
    }
  }

  private void ask(Source source, String tenant, List<Demand> demands, Map<String, Facts> found) {
    List<String> ids = List.copyOf(found.keySet());
    Answer<Map<String, Facts>> answer =
        source
            .shield()
            .ask(budget, () -> usable(source, ids, source.port().lookUp(tenant, demands)));
    Map<String, Facts> facts = answer.value();
    if (facts == null) {
      markMissing(source, found, answer.reason(), answer.cause());
    } else {
      found.replaceAll((id, known) -> known.with(facts.getOrDefault(id, Facts.none())));
    }
  }

  /** What was declared of an answer, on the source's own time: reading it may be slow, or fail. */
  private static Map<String, Facts> usable(
      Source source, List<String> ids, @Nullable Map<String, Facts> answer) {
    if (answer == null) {
      throw new UnusableAnswerException("it is null");
    }
    Map<String, Facts> usable = new LinkedHashMap<>();
    try {
      for (String id : ids) {
        Facts facts = answer.get(id);
        if (facts != null) {
          usable.put(id, declared(source, facts));
        }
      }
    } catch (RuntimeException e) { // wrong types, a map that fails
      throw new UnusableAnswerException(FailureText.of(e, LONGEST));
    }
    return usable;
  }

  private static Facts declared(Source source, Facts answer) {
    Facts.Builder facts = Facts.builder();
    int length = 0;
    for (String name : source.provides()) {
      Object value = answer.values().get(name);
      String reason = answer.missing().get(name);
      if (value != null) {
        facts.put(name, value);
        length += value.toString().length();
      } else if (reason != null) {
        facts.missing(name, reason);
        length += reason.length();
      }
    }
    if (length > LONGEST) {
      throw new UnusableAnswerException(
          "it has " + length + " characters about one demand, and at most " + LONGEST + " do");
    }
    return facts.build();
  }

  private static void markMissing(
      Source source, Map<String, Facts> found, String reason, @Nullable LoggedFailure cause) {
    LOG.warn(
        "Expected {} to tell facts, but {}. The demands are accepted without them.",
        source.called(),
        reason,
        cause);
    Facts.Builder missing = Facts.builder();
    source.provides().forEach(name -> missing.missing(name, source.called() + ": " + reason));
    Facts marks = missing.build();
    found.replaceAll((id, known) -> known.with(marks));
  }
}
