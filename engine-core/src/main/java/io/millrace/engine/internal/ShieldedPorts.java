// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.access.Gatekeeper;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.isolation.UnusableAnswerException;
import io.millrace.engine.internal.packs.PackExtras;
import io.millrace.model.ChangeWindow;
import io.millrace.model.ConfigurationItem;
import io.millrace.model.Person;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.DemandIds;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.KnowledgeBase;
import io.millrace.plugin.port.Notifier;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;
import io.millrace.plugin.port.WorkingTime;
import io.millrace.rules.change.ChangeFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What the plugins brought, each behind a shield. Answers are copied while the shield waits for
 * them, so that nobody else holds them later. Without a port there is no shield either.
 */
final class ShieldedPorts {
  /** More than that is no answer about one change. */
  private static final int MOST = 10_000;

  private final Contributed contributed;
  private final Shields shields;
  private final Duration budget;

  ShieldedPorts(Contributed contributed, Shields shields, Duration budget) {
    this.contributed = contributed;
    this.shields = shields;
    this.budget = budget;
  }

  /** Gives the gatherer the ports about changes. */
  ChangeFacts.Builder fill(ChangeFacts.Builder facts, People people) {
    return facts.graph(graph()).calendar(calendar()).history(history()).people(people);
  }

  private ConfigurationGraph graph() {
    ConfigurationGraph port = contributed.graph();
    if (port == ConfigurationGraph.none()) {
      return port;
    }
    Shield shield = shields.add("configuration graph", "configuration graph", plugin(port));
    return (tenant, ids) -> {
      Set<String> asked = copy(ids);
      return ask(
          shield,
          () -> {
            Map<String, ConfigurationItem> found = copy(port.lookUp(tenant, asked));
            found.values().forEach(item -> bounded(item.dependents().size()));
            return found;
          });
    };
  }

  private ChangeCalendar calendar() {
    ChangeCalendar port = contributed.calendar();
    if (port == ChangeCalendar.empty()) {
      return port;
    }
    Shield shield = shields.add("change calendar", "change calendar", plugin(port));
    return new ChangeCalendar() {
      @Override
      public List<ChangeWindow> windows(
          String tenant, Set<String> concerned, Instant from, Instant to) {
        Set<String> asked = copy(concerned);
        return ask(shield, () -> copy(port.windows(tenant, asked, from, to)));
      }

      @Override
      public Set<String> boundToMaintenance(String tenant, Set<String> concerned) {
        Set<String> asked = copy(concerned);
        return ask(shield, () -> answered(port.boundToMaintenance(tenant, asked)));
      }
    };
  }

  private ChangeHistory history() {
    ChangeHistory port = contributed.history();
    if (port == ChangeHistory.empty()) {
      return port;
    }
    Shield shield = shields.add("change history", "change history", plugin(port));
    return new ChangeHistory() {
      @Override
      public List<ScheduledChange> scheduled(
          String tenant, Set<String> items, Instant from, Instant to) {
        Set<String> asked = copy(items);
        return ask(shield, () -> copy(port.scheduled(tenant, asked, from, to)));
      }

      @Override
      public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
        return ask(shield, () -> port.ofTeam(tenant, team, from, to));
      }

      @Override
      public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
        return ask(shield, () -> port.ofModel(tenant, model, from, to));
      }
    };
  }

  /** The directory of people. */
  People people() {
    People port = contributed.people();
    if (port == People.unknown()) {
      return port;
    }
    Shield shield = shields.add("directory of people", "directory of people", plugin(port));
    return new People() {
      @Override
      public Map<String, Person> lookUp(String tenant, Set<String> ids, Instant at) {
        Set<String> asked = copy(ids);
        return ask(shield, () -> copy(port.lookUp(tenant, asked, at)));
      }

      @Override
      public Map<String, Person> find(String tenant, String team, Set<String> skills, Instant at) {
        Set<String> wanted = copy(skills);
        return ask(shield, () -> copy(port.find(tenant, team, wanted, at)));
      }
    };
  }

  /** Who takes part in transactions. */
  List<Participant> participants() {
    List<Participant> all = new ArrayList<>();
    for (Participant one : contributed.participants()) {
      String name = "participant " + (all.size() + 1);
      all.add(
          WatchedPorts.participant(
              one, shields.watch("participant", name, plugin(one), Integer.MAX_VALUE)));
    }
    return List.copyOf(all);
  }

  /** Who keeps work items before they are deleted; null if nobody does. */
  @Nullable Archive archive() {
    Archive port = contributed.archive();
    return port == null
        ? null
        : WatchedPorts.archive(
            port, shields.watch("archive", "archive", plugin(port), Integer.MAX_VALUE));
  }

  /** What is added to policies. */
  PackExtras policies() {
    return contributed.designed().policies(shields);
  }

  /** Who says who calls; null if nobody does. */
  @Nullable CallerSource callers() {
    CallerSource port = contributed.callers();
    return port == null
        ? null
        : WatchedPorts.callerSource(
            port, shields.watch("caller source", "caller source", plugin(port), Integer.MAX_VALUE));
  }

  /** Who names demand. */
  DemandIds demandIds() {
    DemandIds port = contributed.demandIds();
    return port == DemandIds.fromContent()
        ? port
        : WatchedPorts.demandIds(
            port, shields.watch("demand ids", "demand ids", plugin(port), Integer.MAX_VALUE));
  }

  /** What is counted in working time. */
  WorkingFacts workingFacts() {
    WorkingTime port = contributed.workingTime();
    return new WorkingFacts(
        port == null
            ? null
            : BoundedFunctions.workingTime(
                port, shields.patient("working time", "working time", plugin(port))));
  }

  /** Who lets pass what is allowed; null if everything is. */
  @Nullable Gatekeeper gatekeeper(Duration budget) {
    Authorisation port = contributed.authorisation();
    return port == null
        ? null
        : new Gatekeeper(
            port, budget, shields.patient("authorisation", "authorisation", plugin(port)));
  }

  /** The checks of value streams. */
  StreamChecks streamChecks() {
    return new StreamChecks(contributed.designed().checks(), shields, StreamChecks.BUDGET);
  }

  /** Who is asked about demand. */
  FactLookup lookup() {
    List<FactLookup.Source> sources =
        contributed.factSources().stream()
            .map(
                one ->
                    new FactLookup.Source(
                        one.source(), shields.add("fact source", one.name(), plugin(one.source()))))
            .toList();
    KnowledgeBase knowledge = contributed.knowledge();
    return new FactLookup(
        sources,
        budget,
        knowledge == null
            ? null
            : new KnowledgeLookup(
                knowledge,
                shields.add("knowledge base", "knowledge base", plugin(knowledge)),
                budget));
  }

  /** Who watches each handler, by its name. */
  Map<String, Shield> handlers(Map<String, StepHandler> handlers, int threads) {
    Map<String, Shield> all = new LinkedHashMap<>();
    handlers.forEach(
        (topic, handler) ->
            all.put(
                topic,
                shields.suspending(
                    "step handler", topic, plugin(handler), threads, Math.max(1, threads / 2))));
    return all;
  }

  /** Who watches a sink. */
  Shield sink(String name, EventSink sink) {
    Notifier notifier = contributed.notifier();
    return notifier != null && name.equals(Notifications.NAME)
        ? shields.watch("notifier", name, plugin(notifier), 1)
        : shields.watch("event sink", name, plugin(sink), 1);
  }

  private <T> T ask(Shield shield, Callable<T> question) {
    return shield.ask(budget, question).orThrow();
  }

  private String plugin(Object port) {
    return contributed.pluginOf(port);
  }

  private static void bounded(int size) {
    if (size > MOST) {
      throw new UnusableAnswerException("it has " + size + " entries, and at most " + MOST + " do");
    }
  }

  /** What is asked is Millrace's own, and stays as it is. */
  private static Set<String> copy(Set<String> ids) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(ids));
  }

  /** A collection may say that it is small and go on for ever: it is counted while it is read. */
  private static Set<String> answered(Set<String> answer) {
    Set<String> copy = new LinkedHashSet<>();
    for (Object one : answer) {
      bounded(copy.size() + 1);
      copy.add(Objects.requireNonNull((String) one, "an entry is null"));
    }
    return copy;
  }

  private static <V> Map<String, V> copy(Map<String, V> answer) {
    Map<String, V> copy = new LinkedHashMap<>();
    for (Map.Entry<String, V> one : answer.entrySet()) {
      bounded(copy.size() + 1);
      copy.put(
          Objects.requireNonNull(one.getKey(), "an id is null"),
          Objects.requireNonNull(one.getValue(), "a value is null"));
    }
    return copy;
  }

  private static <T> List<T> copy(List<T> answer) {
    List<T> copy = new ArrayList<>();
    for (T one : answer) {
      bounded(copy.size() + 1);
      copy.add(Objects.requireNonNull(one, "an entry is null"));
    }
    return Collections.unmodifiableList(copy);
  }
}
