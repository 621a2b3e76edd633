// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.People;
import io.millrace.rules.change.PortCall.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

/**
 * Asks the ports about a change and turns their answers into the facts that guardrails read.
 * Deciding itself asks nobody: the facts are stored with the decision, and the same facts give the
 * same verdict.
 *
 * <p>Thread-safe. Ports are called on the host's executor, several at once, each within the budget;
 * one that fails, is late or gives an unusable answer has its facts marked missing, with the
 * reason. What a port tells replaces facts of the same names. Where the host has no port, facts
 * that the change brings along count, and without them there is nothing to object to.
 */
public final class ChangeFacts {
  private final Executor executor;
  private final ConfigurationGraph graph;
  private final ChangeCalendar calendar;
  private final ChangeHistory history;
  private final People people;
  private final Duration budget;
  private final Duration period;
  private final int depth;
  private final int size;

  private ChangeFacts(Builder builder) {
    executor = builder.executor;
    graph = builder.graph;
    calendar = builder.calendar;
    history = builder.history;
    people = builder.people;
    budget = builder.budget;
    period = builder.period;
    depth = builder.depth;
    size = builder.size;
  }

  /**
   * A new builder; not thread-safe.
   *
   * @param executor where ports are called; with one that runs tasks on the calling thread, no
   *     budget of time holds
   */
  public static Builder builder(Executor executor) {
    return new Builder(executor);
  }

  /** As {@link #gather(String, Facts, Instant)}. */
  public Facts gather(ChangeRequest change, Instant at) {
    return gather(change.tenant(), change.facts(), at);
  }

  /**
   * The facts of a change with what the ports know. Takes at most about twice the budget. If the
   * calling thread is interrupted, it stays so and the facts are marked missing.
   *
   * @param tenant the tenant whose change it is
   * @param change what is known of it, under the names of {@link ChangeRequest.Builder}
   * @param at the instant taken as now
   */
  public Facts gather(String tenant, Facts change, Instant at) {
    Plan plan = Plan.of(tenant, change, at);
    PortCall<GraphFacts.Reach> walk = start("configuration graph", () -> reach(plan));
    PortCall<Facts> past = start("change history", () -> history(plan));
    PortCall<Facts> directory = start("people", () -> people(plan));
    Answer<GraphFacts.Reach> reach = walk.await();
    PortCall<Facts> dates = start("change calendar", () -> calendar(plan, reach));

    Facts facts = change;
    facts = merge(facts, graphFacts(plan, reach), GraphFacts.NAMES, !hasGraph());
    facts = merge(facts, past.await(), HistoryFacts.NAMES, !hasHistory());
    facts = merge(facts, directory.await(), PeopleFacts.NAMES, !hasPeople());
    return merge(facts, dates.await(), CalendarFacts.NAMES, !hasCalendar());
  }

  private boolean hasGraph() {
    return graph != ConfigurationGraph.none();
  }

  private boolean hasHistory() {
    return history != ChangeHistory.empty();
  }

  private boolean hasPeople() {
    return people != People.unknown();
  }

  private boolean hasCalendar() {
    return calendar != ChangeCalendar.empty();
  }

  private GraphFacts.Reach reach(Plan plan) {
    return hasGraph() ? new GraphFacts(graph, depth, size).walk(plan) : GraphFacts.Reach.none();
  }

  private Answer<Facts> graphFacts(Plan plan, Answer<GraphFacts.Reach> answer) {
    GraphFacts.Reach reach = answer.value();
    if (reach == null) {
      return new Answer<>(null, answer.failure());
    }
    return new Answer<>(hasGraph() ? GraphFacts.facts(plan, reach) : GraphFacts.NONE, "");
  }

  private Facts history(Plan plan) {
    return hasHistory() ? HistoryFacts.ask(history, plan, period) : HistoryFacts.NONE;
  }

  private Facts people(Plan plan) {
    return hasPeople() ? PeopleFacts.ask(people, plan) : Facts.none();
  }

  private <T> PortCall<T> start(String port, Callable<T> question) {
    return PortCall.start(port, executor, budget, question);
  }

  /** Which services a change reaches decides which freezes concern it: no graph, no all-clear. */
  private Facts calendar(Plan plan, Answer<GraphFacts.Reach> answer) {
    if (!hasCalendar()) {
      return CalendarFacts.NONE;
    }
    Instant from = plan.from();
    Instant to = plan.to();
    if (from == null || to == null) {
      return missing(CalendarFacts.NAMES, plan.whyNoTime());
    }
    GraphFacts.Reach found = answer.value();
    GraphFacts.Reach reach = found == null ? GraphFacts.Reach.none() : found;
    Collection<String> services = reach.services();
    Facts facts = CalendarFacts.ask(calendar, plan, from, to, services, reach.owners());
    boolean isSure = found != null && reach.unknown().isEmpty();
    if (isSure || facts.isTrue("inFreeze")) {
      return facts;
    }
    String why =
        found == null
            ? "its services are not known, " + answer.failure()
            : "the services of " + String.join(", ", reach.unknown()) + " are not known";
    return without(facts, Set.of("inFreeze")).with(missing(Set.of("inFreeze"), why));
  }

  /** The facts with an answer on top; without a port, its answer fills gaps only. */
  private static Facts merge(
      Facts facts, Answer<Facts> answer, Set<String> names, boolean isDefault) {
    Facts told = answer.value();
    if (told == null) {
      return without(facts, names).with(missing(names, answer.failure()));
    }
    if (isDefault) {
      return facts.with(without(without(told, facts.values().keySet()), facts.missing().keySet()));
    }
    return without(facts, names).with(told);
  }

  private static Facts missing(Set<String> names, String why) {
    Facts.Builder facts = Facts.builder();
    new TreeSet<>(names).forEach(name -> facts.missing(name, why));
    return facts.build();
  }

  private static Facts without(Facts facts, Set<String> names) {
    Map<String, Object> values = new LinkedHashMap<>(facts.values());
    Map<String, String> missing = new LinkedHashMap<>(facts.missing());
    values.keySet().removeAll(names);
    missing.keySet().removeAll(names);
    return new Facts(values, missing);
  }

  /** Collects ports and bounds. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final Executor executor;
    private ConfigurationGraph graph = ConfigurationGraph.none();
    private ChangeCalendar calendar = ChangeCalendar.empty();
    private ChangeHistory history = ChangeHistory.empty();
    private People people = People.unknown();
    private Duration budget = Duration.ofSeconds(2);
    private Duration period = Duration.ofDays(180);
    private int depth = 5;
    private int size = 1_000;

    private Builder(Executor executor) {
      this.executor = executor;
    }

    /** Who knows configuration items; {@link ConfigurationGraph#none()} by default. */
    public Builder graph(ConfigurationGraph port) {
      graph = port;
      return this;
    }

    /** Who knows freezes and windows; {@link ChangeCalendar#empty()} by default. */
    public Builder calendar(ChangeCalendar port) {
      calendar = port;
      return this;
    }

    /** Who knows other changes; {@link ChangeHistory#empty()} by default. */
    public Builder history(ChangeHistory port) {
      history = port;
      return this;
    }

    /** Who knows people; {@link People#unknown()} by default. */
    public Builder people(People port) {
      people = port;
      return this;
    }

    /** How long a port may take; 2 s by default. */
    public Builder budget(Duration value) {
      budget = value;
      return this;
    }

    /** How far back track records go; 180 days by default. */
    public Builder period(Duration value) {
      period = value;
      return this;
    }

    /** How many levels of dependents are followed; 5 by default. */
    public Builder depth(int levels) {
      depth = levels;
      return this;
    }

    /** How many dependents are counted at most; 1,000 by default. */
    public Builder size(int items) {
      size = items;
      return this;
    }

    /**
     * The gatherer.
     *
     * @throws InvalidInputException if a bound is not positive
     */
    public ChangeFacts build() {
      boolean isSound =
          depth >= 0
              && size > 0
              && budget.compareTo(Duration.ZERO) > 0
              && period.compareTo(Duration.ZERO) > 0;
      if (!isSound) {
        throw new InvalidInputException(
            "Expected positive bounds for asking about changes, but depth is "
                + depth
                + ", size is "
                + size
                + ", budget is "
                + budget
                + " and period is "
                + period
                + ".",
            "leave out what you do not want to change");
      }
      return new ChangeFacts(this);
    }
  }
}
