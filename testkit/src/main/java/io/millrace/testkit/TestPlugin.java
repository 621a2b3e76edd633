// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.DecisionPoint;
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
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A plugin of a few ports, for tests that have no plugin of their own. Immutable; each method that
 * adds something returns a new plugin.
 */
public final class TestPlugin implements Plugin {
  private final String id;
  private final List<Consumer<Contributions>> ports;

  private TestPlugin(String id, List<Consumer<Contributions>> ports) {
    this.id = id;
    this.ports = ports;
  }

  /** A plugin without ports. */
  public static TestPlugin named(String id) {
    return new TestPlugin(id, List.of());
  }

  /** With a source of facts. */
  public TestPlugin factSource(FactSource source) {
    return with(to -> to.factSource(source));
  }

  /** With a handler of automated steps. */
  public TestPlugin stepHandler(StepHandler handler) {
    return with(to -> to.stepHandler(handler));
  }

  /** With a sink. */
  public TestPlugin eventSink(String name, EventSink sink) {
    return with(to -> to.eventSink(name, sink));
  }

  /** With a participant. */
  public TestPlugin participant(Participant participant) {
    return with(to -> to.participant(participant));
  }

  /** With an archive. */
  public TestPlugin archive(Archive archive) {
    return with(to -> to.archive(archive));
  }

  /** With a graph of configuration items. */
  public TestPlugin configurationGraph(ConfigurationGraph graph) {
    return with(to -> to.configurationGraph(graph));
  }

  /** With a calendar of changes. */
  public TestPlugin changeCalendar(ChangeCalendar calendar) {
    return with(to -> to.changeCalendar(calendar));
  }

  /** With a history of changes. */
  public TestPlugin changeHistory(ChangeHistory history) {
    return with(to -> to.changeHistory(history));
  }

  /** With a directory of people. */
  public TestPlugin people(People people) {
    return with(to -> to.people(people));
  }

  /** With an authorisation. */
  public TestPlugin authorisation(Authorisation authorisation) {
    return with(to -> to.authorisation(authorisation));
  }

  /** With a policy pack. */
  public TestPlugin policyPack(PackFiles pack) {
    return with(to -> to.policyPack(pack));
  }

  /** With a resolver of a decision point. */
  public TestPlugin resolver(DecisionPoint point, String name, Resolver resolver) {
    return with(to -> to.resolver(point, name, resolver));
  }

  /** With a pull order. */
  public TestPlugin pullOrder(String name, PullOrder order) {
    return with(to -> to.pullOrder(name, order));
  }

  /** With a value stream. */
  public TestPlugin valueStream(String fileName, byte[] model) {
    byte[] copy = model.clone();
    return with(to -> to.valueStream(fileName, copy));
  }

  /** With a check of value streams. */
  public TestPlugin streamCheck(String name, StreamCheck check) {
    return with(to -> to.streamCheck(name, check));
  }

  /** With a calendar of working time. */
  public TestPlugin workingTime(WorkingTime calendar) {
    return with(to -> to.workingTime(calendar));
  }

  /** With a knowledge base. */
  public TestPlugin knowledgeBase(KnowledgeBase knowledge) {
    return with(to -> to.knowledgeBase(knowledge));
  }

  /** With somebody who tells people. */
  public TestPlugin notifier(Notifier notifier) {
    return with(to -> to.notifier(notifier));
  }

  /** With somebody who knows the caller. */
  public TestPlugin callerSource(CallerSource callers) {
    return with(to -> to.callerSource(callers));
  }

  /** With somebody who names demand. */
  public TestPlugin demandIds(DemandIds ids) {
    return with(to -> to.demandIds(ids));
  }

  private TestPlugin with(Consumer<Contributions> port) {
    return new TestPlugin(id, Stream.concat(ports.stream(), Stream.of(port)).toList());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void contribute(Contributions contributions) {
    ports.forEach(port -> port.accept(contributions));
  }
}
