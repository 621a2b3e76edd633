package io.millrace.plugin;

import io.millrace.api.HostCalls;
import io.millrace.plugin.port.Archive;
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
import io.millrace.plugin.port.StepHandler;
import java.time.Clock;

/** Collects what a plugin brings. Used on the building thread only. */
@HostCalls
public interface Contributions {

  /** Adds a source of facts; sources are asked in the order in which they were added. */
  Contributions factSource(FactSource source);

  /** Adds a handler of automated steps; two handlers of one name are refused. */
  Contributions stepHandler(StepHandler handler);

  /**
   * Adds a sink; every sink takes every event, at a pace of its own. Events are stored for the
   * sinks of the node that records them: bring the same sinks on every node.
   *
   * @param name unique among all plugins, and the same at each start: events that the sink has yet
   *     to take are stored under it
   */
  Contributions eventSink(String name, EventSink sink);

  /** Adds a participant; participants are called in the order in which they were added. */
  Contributions participant(Participant participant);

  /** Says who keeps work items before they are deleted; a second one is refused. */
  Contributions archive(Archive archive);

  /** Says who knows configuration items; a second one, of whatever plugin, is refused. */
  Contributions configurationGraph(ConfigurationGraph graph);

  /** Says who knows freezes and windows of changes; a second one is refused. */
  Contributions changeCalendar(ChangeCalendar calendar);

  /** Says who knows other changes; a second one is refused. */
  Contributions changeHistory(ChangeHistory history);

  /** Says who knows people, their teams and skills; a second one is refused. */
  Contributions people(People people);

  /** Says who knows articles and known errors; a second one is refused. */
  Contributions knowledgeBase(KnowledgeBase knowledge);

  /** Says who tells people what they have to know; a second one is refused. */
  Contributions notifier(Notifier notifier);

  /** Says who knows the caller of the current thread; a second one is refused. */
  Contributions callerSource(CallerSource callers);

  /** Says who names demand without an id; a second one is refused. */
  Contributions demandIds(DemandIds ids);

  /**
   * The clock, for default times and thresholds: thread-safe, fast, not failing, and within seconds
   * of the database's clock in production; a second one, also one that the builder was given, is
   * refused.
   */
  Contributions clock(Clock clock);
}
