// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.jakarta.internal.Beans.NamedBean;
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
import io.millrace.plugin.port.StepHandler;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.WorkingTime;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The ports that are beans of the application. What needs a name has that of its bean. */
final class BeanPlugin implements Plugin {
  private final Beans beans;
  private final EventSink events;
  private final boolean observed;

  /**
   * @param events fires events
   * @param observed whether somebody hears of them
   */
  BeanPlugin(Beans beans, EventSink events, boolean observed) {
    this.beans = beans;
    this.events = events;
    this.observed = observed;
  }

  @Override
  public String id() {
    return "cdi-beans";
  }

  @Override
  public void contribute(Contributions to) {
    each(FactSource.class, to::factSource);
    each(StepHandler.class, to::stepHandler);
    each(Participant.class, to::participant);
    each(Archive.class, to::archive);
    each(ConfigurationGraph.class, to::configurationGraph);
    each(ChangeCalendar.class, to::changeCalendar);
    each(ChangeHistory.class, to::changeHistory);
    each(People.class, to::people);
    each(WorkingTime.class, to::workingTime);
    each(Authorisation.class, to::authorisation);
    each(KnowledgeBase.class, to::knowledgeBase);
    each(Notifier.class, to::notifier);
    each(CallerSource.class, to::callerSource);
    each(DemandIds.class, to::demandIds);
    each(Clock.class, to::clock);
    each(PackFiles.class, to::policyPack);
    named(PullOrder.class, to::pullOrder);
    named(StreamCheck.class, to::streamCheck);
    named(EventSink.class, to::eventSink);
    if (observed) {
      to.eventSink(CdiEvents.NAME, events);
    }
  }

  private <T> void each(Class<T> port, Consumer<T> contribution) {
    beans.ports(port).forEach(contribution);
  }

  private <T> void named(Class<T> port, BiConsumer<String, T> contribution) {
    for (NamedBean<T> one : beans.namedPorts(port)) {
      contribution.accept(one.name(), one.bean());
    }
  }
}
