// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Answer;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the fact sources, each once for all demands, and never lets one of them lose a demand. */
final class FactLookup {
  private static final Logger LOG = LoggerFactory.getLogger(FactLookup.class);

  /** Of one source about one demand, in characters of JSON: several of them are stored. */
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
    Map<String, ToldFacts> found = begun(demands);
    found.forEach(
        (id, told) -> mark(id, told, "it is asked after the commit of the host's transaction"));
    return all(found);
  }

  private static Map<String, ToldFacts> begun(List<Demand> demands) {
    Map<String, ToldFacts> found = new LinkedHashMap<>();
    demands.forEach(demand -> found.put(demand.id(), new ToldFacts(demand.facts())));
    return found;
  }

  private static Map<String, Facts> all(Map<String, ToldFacts> found) {
    Map<String, Facts> all = new LinkedHashMap<>();
    found.forEach((id, told) -> all.put(id, told.all()));
    return all;
  }

  /**
   * Facts with new marks on what no source knew, in place of those that it is asked later.
   *
   * @param demand whose facts these are
   */
  Facts answered(String demand, Facts found) {
    ToldFacts answered = new ToldFacts(found);
    mark(demand, answered, "it knew nothing");
    return answered.all();
  }

  private void mark(String demand, ToldFacts told, String reason) {
    boolean marked = true;
    for (Source source : sources) {
      marked &= told.add(source.marks(reason));
    }
    if (knowledge != null) {
      marked &= told.add(KnowledgeLookup.marks(reason));
    }
    if (!marked) {
      LOG.warn(
          "Demand '{}' has so many facts that there is no room to mark what is missing, and why"
              + " ({}).",
          demand,
          reason);
    }
  }

  /** The demands' own facts, with what the sources know beneath them: the host's word wins. */
  Map<String, Facts> enrich(String tenant, List<Demand> demands) {
    if (!hasSources()) {
      return demands.stream().collect(Collectors.toMap(Demand::id, Demand::facts));
    }
    Map<String, ToldFacts> found = begun(demands);
    if (!demands.isEmpty()) {
      sources.forEach(source -> ask(source, tenant, List.copyOf(demands), found));
      if (knowledge != null) {
        knowledge.enrich(tenant, demands, found);
      }
    }
    return all(found);
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

    /** Marks on all that it provides. */
    Facts marks(String reason) {
      Facts.Builder marks = Facts.builder();
      provides.forEach(name -> marks.missing(name, called + ": " + reason));
      return marks.build();
    }

    private static Set<String> provides(FactSource port, Shield shield) {
      try {
        Set<String> names = Set.copyOf(port.provides());
        Facts.Builder asFacts = Facts.builder();
        names.forEach(name -> asFacts.missing(name, "checked"));
        asFacts.build();
        return names;
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

  private void ask(
      Source source, String tenant, List<Demand> demands, Map<String, ToldFacts> found) {
    List<String> ids = List.copyOf(found.keySet());
    Answer<Map<String, Facts>> answer =
        source
            .shield()
            .ask(budget, () -> usable(source, ids, source.port().lookUp(tenant, demands)));
    Map<String, Facts> facts = answer.value();
    if (facts == null) {
      LOG.warn(
          "Expected {} to tell facts, but {}. The demands are accepted without them.",
          source.called(),
          answer.reason(),
          answer.cause());
      Facts marks = source.marks(answer.reason());
      found.values().forEach(told -> told.add(marks));
    } else {
      facts.forEach((id, fromIt) -> add(source, id, fromIt, found));
    }
  }

  private static void add(Source source, String id, Facts facts, Map<String, ToldFacts> found) {
    ToldFacts told = found.get(id);
    if (told != null && !told.add(facts)) {
      LOG.warn(
          "What {} tells about demand '{}' has no room beside what else is known. The demand is"
              + " accepted without it.",
          source.called(),
          id);
      told.add(source.marks("there is no room for what it tells"));
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
    } catch (UnusableAnswerException e) {
      throw e;
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
    requireShort(length); // before a form of it is made that may be six times as long
    Facts built = facts.build();
    requireShort(Codec.write(built).length());
    return built;
  }

  private static void requireShort(int length) {
    if (length > LONGEST) {
      throw new UnusableAnswerException(
          "it has " + length + " characters about one demand, and at most " + LONGEST + " do");
    }
  }
}
