// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.PackFiles;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.DemandIds;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.KnowledgeBase;
import io.millrace.plugin.port.Notifier;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StepHandler;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.WorkingTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the plugins brought. Filled once, on the building thread, and read afterwards. */
final class Contributed implements Contributions {
  private final List<NamedSource> factSources = new ArrayList<>();
  private final Map<String, StepHandler> stepHandlers = new LinkedHashMap<>();
  private final Map<String, EventSink> eventSinks = new LinkedHashMap<>();
  private final List<Participant> participants = new ArrayList<>();
  private final Map<String, String> pluginsOfPorts = new HashMap<>();
  private final Map<Object, String> pluginsOf = new IdentityHashMap<>();
  private ConfigurationGraph graph = ConfigurationGraph.none();
  private ChangeCalendar calendar = ChangeCalendar.empty();
  private ChangeHistory history = ChangeHistory.empty();
  private People people = People.unknown();
  private @Nullable Archive archive;
  private final Designed designed = new Designed();
  private @Nullable WorkingTime workingTime;
  private @Nullable Authorisation authorisation;
  private @Nullable KnowledgeBase knowledge;
  private @Nullable Notifier notifier;
  private @Nullable CallerSource callers;
  private DemandIds demandIds = DemandIds.fromContent();
  private @Nullable Clock clock;
  private String plugin = "";

  /** A fact source by the name that it was brought with; it is not asked again. */
  record NamedSource(String name, FactSource source) {}

  Contributed(List<Plugin> plugins) {
    Set<String> ids = new HashSet<>();
    for (Plugin one : plugins) {
      plugin = PluginEntry.idOf(one);
      if (!ids.add(plugin)) {
        throw new InvalidInputException(
            "Expected each plugin to have its own id, but '" + plugin + "' is there twice.",
            "register the plugin once");
      }
      PluginEntry.enter(one, plugin, this);
    }
  }

  @Override
  public Contributions factSource(FactSource source) {
    bring("fact source", source);
    factSources.add(
        new NamedSource(ContributedName.require(plugin, "fact source", source.name()), source));
    return this;
  }

  @Override
  public Contributions stepHandler(StepHandler handler) {
    bring("step handler", handler);
    ContributedName.putNew(stepHandlers, plugin, "step handler", handler.name(), handler);
    return this;
  }

  @Override
  public Contributions eventSink(String name, EventSink sink) {
    bring("event sink", sink);
    ContributedName.putNew(eventSinks, plugin, "event sink", name, sink);
    return this;
  }

  @Override
  public Contributions participant(Participant participant) {
    bring("participant", participant);
    participants.add(participant);
    return this;
  }

  @Override
  public Contributions archive(Archive value) {
    bringOnly("archive", value);
    archive = value;
    return this;
  }

  @Override
  public Contributions configurationGraph(ConfigurationGraph value) {
    bringOnly("configuration graph", value);
    graph = value;
    return this;
  }

  @Override
  public Contributions changeCalendar(ChangeCalendar value) {
    bringOnly("change calendar", value);
    calendar = value;
    return this;
  }

  @Override
  public Contributions changeHistory(ChangeHistory value) {
    bringOnly("change history", value);
    history = value;
    return this;
  }

  @Override
  public Contributions people(People value) {
    bringOnly("directory of people", value);
    people = value;
    return this;
  }

  @Override
  public Contributions knowledgeBase(KnowledgeBase value) {
    bringOnly("knowledge base", value);
    knowledge = value;
    return this;
  }

  @Override
  public Contributions notifier(Notifier value) {
    bringOnly("notifier", value);
    notifier = value;
    return this;
  }

  @Override
  public Contributions callerSource(CallerSource value) {
    bringOnly("caller source", value);
    callers = value;
    return this;
  }

  @Override
  public Contributions demandIds(DemandIds value) {
    bringOnly("source of demand ids", value);
    demandIds = value;
    return this;
  }

  @Override
  public Contributions clock(Clock value) {
    bringOnly("clock", value);
    clock = value;
    return this;
  }

  @Override
  public Contributions policyPack(PackFiles pack) {
    designed.policyPack(plugin, pack);
    return this;
  }

  @Override
  public Contributions resolver(DecisionPoint point, String name, Resolver resolver) {
    designed.resolver(plugin, point, name, resolver);
    return this;
  }

  @Override
  public Contributions pullOrder(String name, PullOrder order) {
    designed.pullOrder(plugin, name, order);
    return this;
  }

  @Override
  public Contributions valueStream(String fileName, byte[] model) {
    designed.valueStream(plugin, fileName, model);
    return this;
  }

  @Override
  public Contributions streamCheck(String name, StreamCheck check) {
    designed.streamCheck(plugin, name, check);
    return this;
  }

  @Override
  public Contributions workingTime(WorkingTime calendar) {
    bringOnly("calendar of working time", calendar);
    workingTime = calendar;
    return this;
  }

  @Override
  public Contributions authorisation(Authorisation value) {
    bringOnly("authorisation", value);
    authorisation = value;
    return this;
  }

  private void bring(String what, @Nullable Object port) {
    if (port == null) {
      throw new InvalidInputException(
          "Expected plugin '" + plugin + "' to bring a " + what + ", but it gave null.",
          "mend the plugin, or leave it out");
    }
    pluginsOf.put(port, plugin);
  }

  /** Two answers to one question would contradict one another: a host has one of these ports. */
  private void bringOnly(String what, @Nullable Object port) {
    bring(what, port);
    String first = pluginsOfPorts.putIfAbsent(what, plugin);
    if (first != null) {
      throw new InvalidInputException(
          "Expected at most one "
              + what
              + ", but "
              + (first.equals(plugin)
                  ? "plugin '" + plugin + "' brings two."
                  : "the plugins '" + first + "' and '" + plugin + "' both bring one."),
          "leave one out, or write a plugin that asks both");
    }
  }

  /** Who knows articles; null if nobody does. */
  @Nullable KnowledgeBase knowledge() {
    return knowledge;
  }

  /** Who tells people; null if nobody does. */
  @Nullable Notifier notifier() {
    return notifier;
  }

  /** Who knows the caller of the current thread; null if nobody does. */
  @Nullable CallerSource callers() {
    return callers;
  }

  DemandIds demandIds() {
    return demandIds;
  }

  /**
   * The clock to go by.
   *
   * @param built the one that the builder was given; null if none
   */
  Clock clockOr(@Nullable Clock built) {
    Clock brought = clock;
    if (built != null && brought != null) {
      throw new InvalidInputException(
          "Expected at most one clock, but the builder was given one, and plugin '"
              + pluginsOfPorts.get("clock")
              + "' brings another.",
          "leave one out");
    }
    return brought != null ? brought : built != null ? built : Clock.systemUTC();
  }

  /** The plugin that brought a port; Millrace itself if none did. */
  String pluginOf(Object port) {
    return pluginsOf.getOrDefault(port, "millrace");
  }

  ConfigurationGraph graph() {
    return graph;
  }

  ChangeCalendar calendar() {
    return calendar;
  }

  ChangeHistory history() {
    return history;
  }

  People people() {
    return people;
  }

  List<NamedSource> factSources() {
    return List.copyOf(factSources);
  }

  /** The names of all sinks, Millrace's own included, in the order in which they were added. */
  List<String> sinkNames() {
    List<String> names = new ArrayList<>(eventSinks.keySet());
    if (notifier != null) {
      names.add(Notifications.NAME);
    }
    return List.copyOf(names);
  }

  /** The handlers by name; the copy is the caller's to add to. */
  Map<String, StepHandler> stepHandlers() {
    return new LinkedHashMap<>(stepHandlers);
  }

  /** The sinks by name, in the order in which they were added. */
  Map<String, EventSink> eventSinks() {
    return Collections.unmodifiableMap(eventSinks);
  }

  /** Who keeps work items before they are deleted; null if nobody does. */
  @Nullable Archive archive() {
    return archive;
  }

  /** What is there for those who design streams and write rules. */
  Designed designed() {
    return designed;
  }

  /** Who knows the working time; null if nobody does. */
  @Nullable WorkingTime workingTime() {
    return workingTime;
  }

  /** Who says what callers may do; null if everything is allowed. */
  @Nullable Authorisation authorisation() {
    return authorisation;
  }

  List<Participant> participants() {
    return List.copyOf(participants);
  }
}
