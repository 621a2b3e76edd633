// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.model.StreamView;
import io.millrace.model.StreamView.Doer;
import io.millrace.model.StreamView.Flow;
import io.millrace.model.StreamView.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a value stream to those who check it by rules of their own. For one thread; used once. */
public final class ViewReader {
  private final ValueStream stream;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Flow> flows = new ArrayList<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();

  private ViewReader(ValueStream stream) {
    this.stream = stream;
  }

  /**
   * The view of a stream that was read without an error.
   *
   * @throws ValueStreamException if there is nothing to be read any more
   */
  public static StreamView read(ValueStream stream) {
    Problems problems = new Problems(stream.model().fileName());
    try {
      for (XmlElement process : XmlFile.read(stream.model().bytes()).children("bpmn:process")) {
        if (process.id().equals(stream.key())) {
          return new ViewReader(stream).read(process);
        }
      }
      problems.add("executable-process", 0, "Expected the process '" + stream.key() + "'.");
    } catch (XmlFile.Refusal e) {
      problems.unreadable(e.line, e.problem, e.advice);
    }
    throw new ValueStreamException(stream.model().fileName(), problems.report().problems());
  }

  private StreamView read(XmlElement process) {
    for (XmlElement element : process.subtree()) {
      if (FlowGraph.isNode(element)) {
        nodes.add(node(process, element));
        lines.putIfAbsent(element.id(), element.line);
      } else if (element.is("bpmn:sequenceFlow")) {
        flows.add(flow(element));
      }
    }
    return new StreamView(
        stream.key(),
        stream.name(),
        stream.model().fileName(),
        stream.description().ownedBy(),
        stream.description().text(),
        stream.description().targetLeadTime(),
        nodes,
        flows,
        stream.steps().stream().map(this::step).toList(),
        process.line);
  }

  private Node node(XmlElement process, XmlElement element) {
    XmlElement parent = element.parent;
    XmlElement definition = definition(element);
    Map<String, String> properties = new LinkedHashMap<>();
    Properties values = new Properties(element, new Problems(stream.model().fileName()));
    Properties.names(element).forEach(name -> properties.put(name, values.text(name)));
    String attached = element.attribute("attachedToRef", "");
    return new Node(
        element.id(),
        local(element),
        element.attribute("name", ""),
        element.line,
        parent == null || parent == process ? null : parent.id(),
        attached.isEmpty() ? null : attached,
        definition == null ? null : local(definition).replace("EventDefinition", ""),
        definition == null ? "" : time(definition),
        stream.decisions().get(element.id()),
        properties);
  }

  private static @Nullable XmlElement definition(XmlElement element) {
    return element.children.stream()
        .filter(child -> child.name.endsWith("EventDefinition"))
        .findFirst()
        .orElse(null);
  }

  private static String time(XmlElement definition) {
    return definition.children.stream()
        .filter(child -> Timers.NAMES.contains(child.name))
        .map(XmlElement::trimmedText)
        .findFirst()
        .orElse("");
  }

  private static Flow flow(XmlElement element) {
    String from = element.attribute("sourceRef", "");
    List<XmlElement> conditions = element.children("bpmn:conditionExpression");
    return new Flow(
        element.id(),
        from,
        element.attribute("targetRef", ""),
        conditions.isEmpty() ? null : conditions.get(0).trimmedText(),
        isDefault(element, from),
        element.line);
  }

  private static boolean isDefault(XmlElement flow, String from) {
    XmlElement scope = flow.parent;
    return scope != null
        && !flow.id().isEmpty()
        && scope.children.stream()
            .filter(child -> child.id().equals(from))
            .anyMatch(source -> flow.id().equals(source.attribute("default")));
  }

  private StreamView.Step step(Step step) {
    StreamCall call = step.call();
    return new StreamView.Step(
        step.id(),
        step.name(),
        step.number(),
        step.activity().label(),
        step.inputs(),
        step.outputs(),
        step.desiredOutcomes(),
        step.targetLeadTime(),
        step.practices().stream()
            .map(PracticeContribution::practice)
            .map(practice -> practice.code())
            .toList(),
        step.raci().accountable(),
        step.raci().responsible(),
        step.raci().consulted(),
        step.raci().informed(),
        step.board(),
        step.lane(),
        step.results(),
        Doer.valueOf(step.kind().name()),
        step.handler(),
        call == null ? null : call.stream(),
        lines.getOrDefault(step.id(), 0));
  }

  private static String local(XmlElement element) {
    return element.name.substring(element.name.lastIndexOf(':') + 1);
  }
}
