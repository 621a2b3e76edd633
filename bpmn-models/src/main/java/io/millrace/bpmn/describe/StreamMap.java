// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.describe.FlowGraph.Way;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.Diagram.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The value stream map: what happens in the order of the flow, and where work changes hands. */
final class StreamMap {
  /**
   * One thing that happens.
   *
   * @param step the step; null if it is something else
   * @param what what it is, such as a wait or a decision; empty for a step
   * @param text what happens
   * @param handOffs the hand-offs to the step
   */
  record Entry(@Nullable Step step, String what, String text, List<HandOff> handOffs) {}

  private final ValueStream stream;
  private final Diagram diagram;
  private final FlowGraph graph;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final List<HandOff> handOffs = new ArrayList<>();
  private final Set<String> beforeClosed;

  private StreamMap(ValueStream stream, Diagram diagram) {
    this.stream = stream;
    this.diagram = diagram;
    this.graph = FlowGraph.of(diagram);
    stream.steps().forEach(step -> steps.put(step.id(), step));
    Predicate<String> closes = id -> milestone(id) == Milestone.CLOSED;
    this.beforeClosed = graph.reachable(closes);
    steps.values().forEach(this::findHandOffs);
  }

  static StreamMap of(ValueStream stream, Diagram diagram) {
    return new StreamMap(stream, diagram);
  }

  private @Nullable Milestone milestone(String id) {
    Passage passage = stream.passages().get(id);
    return passage == null ? null : passage.milestone();
  }

  private void findHandOffs(Step from) {
    for (Way way : graph.nextTo(from.id(), steps::containsKey)) {
      Step to = steps.get(way.to());
      if (to == null || to.id().equals(from.id()) || isWithin(to.id(), from.id()::equals)) {
        continue;
      }
      List<String> reasons = HandOff.reasons(from, to);
      if (!reasons.isEmpty()) {
        handOffs.add(new HandOff(from, to, way.flow(), reasons));
      }
    }
  }

  /** Whether a node lies in one that is wanted. */
  private boolean isWithin(String inner, Predicate<String> wanted) {
    Node node = graph.node(inner);
    while (node != null && node.container() != null) {
      if (wanted.test(node.container())) {
        return true;
      }
      node = graph.node(node.container());
    }
    return false;
  }

  /** Whether a step is an action of another step, and thus part of its target. */
  private boolean isPart(Step step) {
    return isWithin(step.id(), steps::containsKey);
  }

  /** Whether a step is done only after the work item has been closed. */
  boolean isAfterClosed(Step step) {
    return !beforeClosed.contains(step.id());
  }

  /** All hand-offs, in the order of the steps that hand over. */
  List<HandOff> handOffs() {
    return handOffs;
  }

  /** What happens, in the order of the flow. */
  List<Entry> entries() {
    Map<String, List<HandOff>> arriving = new HashMap<>();
    for (HandOff handOff : handOffs) {
      arriving.computeIfAbsent(handOff.to().id(), id -> new ArrayList<>()).add(handOff);
    }
    PauseWords words = new PauseWords(stream, graph, diagram);
    List<Entry> entries = new ArrayList<>();
    for (Node node : graph.inOrder()) {
      Step step = steps.get(node.id());
      if (step != null) {
        entries.add(new Entry(step, "", step.name(), arriving.getOrDefault(step.id(), List.of())));
      } else {
        words.entry(node).ifPresent(entries::add);
      }
    }
    return entries;
  }

  /** The numbers of the steps that are no actions of others. */
  Set<Integer> numbers() {
    Set<Integer> numbers = new TreeSet<>();
    for (Step step : steps.values()) {
      if (!isPart(step)) {
        numbers.add(step.number());
      }
    }
    return numbers;
  }

  /** The steps of a number that are no actions of others: variants of each other. */
  List<Step> variants(int number) {
    return steps.values().stream()
        .filter(step -> step.number() == number && !isPart(step))
        .toList();
  }
}
