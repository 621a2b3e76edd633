package io.millrace.engine.internal;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.FactSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the fact sources, each once for all demands, and never lets one of them lose a demand. */
final class FactLookup {
  private static final Logger LOG = LoggerFactory.getLogger(FactLookup.class);

  private final List<Source> sources;
  private final ExecutorService executor;
  private final Duration budget;

  /**
   * @param budget how long one source may take
   */
  FactLookup(List<FactSource> sources, ExecutorService executor, Duration budget) {
    this.sources = sources.stream().map(Source::new).toList();
    this.executor = executor;
    this.budget = budget;
  }

  /** Whether there is anybody to ask. */
  boolean hasSources() {
    return !sources.isEmpty();
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
                      "fact source '"
                          + source.name()
                          + "': it is asked after the commit of the host's transaction"));
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
      source
          .provides()
          .forEach(
              name -> marks.missing(name, "fact source '" + source.name() + "': it knew nothing"));
    }
    return marks.build().with(found);
  }

  /** The demands' own facts, with what the sources know beneath them: the host's word wins. */
  Map<String, Facts> enrich(String tenant, List<Demand> demands) {
    Map<String, Facts> found = new LinkedHashMap<>();
    demands.forEach(demand -> found.put(demand.id(), Facts.none()));
    if (!demands.isEmpty()) {
      sources.forEach(source -> ask(source, tenant, demands, found));
    }
    demands.forEach(demand -> found.merge(demand.id(), demand.facts(), Facts::with));
    return found;
  }

  /** A source with what it says about itself, asked once: a later failure loses no demand. */
  private record Source(FactSource port, String name, Set<String> provides) {
    Source(FactSource port) {
      this(port, port.name(), Set.copyOf(port.provides()));
    }
  }

  private void ask(Source source, String tenant, List<Demand> demands, Map<String, Facts> found) {
    Future<Map<String, Facts>> answer =
        executor.submit(() -> source.port().lookUp(tenant, demands));
    try {
      Map<String, Facts> facts = answer.get(budget.toMillis(), TimeUnit.MILLISECONDS);
      found.replaceAll((id, known) -> known.with(declared(source, facts.get(id))));
    } catch (TimeoutException e) {
      answer.cancel(true);
      markMissing(source, found, "it took longer than " + budget.toMillis() + " ms", null);
    } catch (ExecutionException e) {
      markMissing(source, found, "it failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      markMissing(source, found, "the submission was interrupted", null);
    } catch (RuntimeException e) { // an answer that is no answer: null maps, unusable values
      markMissing(source, found, "its answer cannot be used: " + e, e);
    }
  }

  private static Facts declared(Source source, @org.jspecify.annotations.Nullable Facts answer) {
    Facts.Builder facts = Facts.builder();
    for (String name : source.provides()) {
      Object value = answer == null ? null : answer.values().get(name);
      if (value != null) {
        facts.put(name, value);
      } else if (answer != null && answer.missing().containsKey(name)) {
        facts.missing(name, answer.missing().getOrDefault(name, "unknown"));
      }
    }
    return facts.build();
  }

  private static void markMissing(
      Source source,
      Map<String, Facts> found,
      String reason,
      @org.jspecify.annotations.Nullable Throwable cause) {
    LOG.warn("Fact source '{}' gave nothing: {}", source.name(), reason, cause);
    Facts.Builder missing = Facts.builder();
    source
        .provides()
        .forEach(name -> missing.missing(name, "fact source '" + source.name() + "': " + reason));
    Facts marks = missing.build();
    found.replaceAll((id, known) -> known.with(marks));
  }
}
