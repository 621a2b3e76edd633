// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

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
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The ports that are beans of the application. What needs a name has that of its bean; where one is
 * wanted and there are several, the primary one counts. A bean that is a {@link Plugin} itself
 * contributes what it wants to, and is no port besides.
 */
final class BeanPlugin implements Plugin {
  private final HostBeans beans;
  private final List<Plugin> plugins;

  /**
   * @param plugins the beans that were registered as plugins
   */
  BeanPlugin(HostBeans beans, List<Plugin> plugins) {
    this.beans = beans;
    this.plugins = plugins;
  }

  @Override
  public String id() {
    return "spring-beans";
  }

  @Override
  public void contribute(Contributions to) {
    each(FactSource.class, to::factSource);
    each(StepHandler.class, to::stepHandler);
    each(Participant.class, to::participant);
    each(PackFiles.class, to::policyPack);
    named(EventSink.class, to::eventSink);
    named(PullOrder.class, to::pullOrder);
    named(StreamCheck.class, to::streamCheck);
    one(Archive.class, to::archive);
    one(Authorisation.class, to::authorisation);
    one(CallerSource.class, to::callerSource);
    one(ChangeCalendar.class, to::changeCalendar);
    one(ChangeHistory.class, to::changeHistory);
    one(ConfigurationGraph.class, to::configurationGraph);
    one(DemandIds.class, to::demandIds);
    one(KnowledgeBase.class, to::knowledgeBase);
    one(Notifier.class, to::notifier);
    one(People.class, to::people);
    one(WorkingTime.class, to::workingTime);
  }

  private <T> void each(Class<T> port, Consumer<T> to) {
    beans.all(port).stream().filter(this::isPortOnly).forEach(to);
  }

  private <T> void named(Class<T> port, BiConsumer<String, T> to) {
    beans
        .named(port)
        .forEach(
            (name, bean) -> {
              if (isPortOnly(bean)) {
                to.accept(name, bean);
              }
            });
  }

  private <T> void one(Class<T> port, Consumer<T> to) {
    beans.one(port).filter(this::isPortOnly).ifPresent(to);
  }

  /** Not by its class: what Spring did not know to be a plugin was not registered as one. */
  private boolean isPortOnly(Object bean) {
    return plugins.stream().noneMatch(plugin -> plugin == bean);
  }
}
