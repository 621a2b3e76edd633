// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import io.millrace.api.HostCalls;
import io.millrace.model.DecisionPoint;
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

  /**
   * Adds a policy pack for all tenants: a layer above those that were added before, and below the
   * packs that the host itself gives the builder. It is checked and loaded as the host's own packs
   * are; the start fails with every problem if it cannot be.
   */
  Contributions policyPack(PackFiles pack);

  /**
   * Says who picks among the proposals for a decision point. A second one for the same point is
   * refused, and so is one for the change guardrail, where the strictest verdict counts, or for the
   * pull order, which knows no proposals.
   *
   * @param point the decision point; some pack has to answer it
   * @param name goes into the identity of every policy pack, so that a decision is explained by the
   *     resolver that took it: give a resolver that picks differently another name, such as {@code
   *     house-2}
   */
  Contributions resolver(DecisionPoint point, String name, Resolver resolver);

  /**
   * Adds a pull order that policy packs may choose by its name.
   *
   * @param name lower-case words joined by hyphens, unique among all plugins and other than the
   *     names of Millrace's own criteria; give an order with other keys another name
   */
  Contributions pullOrder(String name, PullOrder order);

  /**
   * Adds a value stream, or replaces the built-in one of the same key; of two plugins that bring
   * one key, the second is refused. What the host itself gives the builder counts instead. The
   * model is checked as the host's own are; the start fails with every problem.
   *
   * @param fileName what messages call the model, such as {@code hire-car.bpmn}
   * @param model the bytes of the BPMN file
   */
  Contributions valueStream(String fileName, byte[] model);

  /**
   * Adds a check of value streams; checks run in the order in which they were added.
   *
   * @param name what reports call the check: lower-case words joined by hyphens, unique among all
   *     plugins and other than the names of Millrace's own checks
   */
  Contributions streamCheck(String name, StreamCheck check);

  /** Says who knows the working time; a second one is refused. */
  Contributions workingTime(WorkingTime calendar);

  /**
   * Says who may do what; a second one, of whatever plugin, is refused. Without one, every caller
   * may do everything in its tenant.
   */
  Contributions authorisation(Authorisation authorisation);

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
