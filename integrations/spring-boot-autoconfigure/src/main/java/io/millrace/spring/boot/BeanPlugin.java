package io.millrace.spring.boot;

import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.ConfigurationGraph;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.Participant;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.StepHandler;
import org.springframework.beans.factory.ListableBeanFactory;

/** The ports that are beans of the application. An event sink has the name of its bean. */
final class BeanPlugin implements Plugin {
  private final ListableBeanFactory beans;

  BeanPlugin(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public String id() {
    return "spring-beans";
  }

  @Override
  public void contribute(Contributions to) {
    beans.getBeanProvider(FactSource.class).orderedStream().forEach(to::factSource);
    beans.getBeanProvider(StepHandler.class).orderedStream().forEach(to::stepHandler);
    beans.getBeanProvider(Participant.class).orderedStream().forEach(to::participant);
    beans.getBeansOfType(EventSink.class).forEach(to::eventSink);
    beans.getBeanProvider(Archive.class).stream().forEach(to::archive);
    beans.getBeanProvider(ConfigurationGraph.class).stream().forEach(to::configurationGraph);
    beans.getBeanProvider(ChangeCalendar.class).stream().forEach(to::changeCalendar);
    beans.getBeanProvider(ChangeHistory.class).stream().forEach(to::changeHistory);
    beans.getBeanProvider(People.class).stream().forEach(to::people);
  }
}
