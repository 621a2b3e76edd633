package io.millrace.plugin;

import io.millrace.api.HostCalls;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;

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

  /** Says who knows the people who take part in changes; a second one is refused. */
  Contributions people(People people);
}
