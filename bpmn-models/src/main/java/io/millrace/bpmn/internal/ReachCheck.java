// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that every node can be reached and left, and that loops end and wait. */
final class ReachCheck {
  private static final Set<String> WAITING =
      Set.of("userTask", "receiveTask", "callActivity", "eventBasedGateway");

  private final Problems problems;
  private final Map<FlowScope, Boolean> passable = new HashMap<>();

  ReachCheck(Problems problems) {
    this.problems = problems;
  }

  void check(FlowGraph graph) {
    graph.scopes().forEach(this::check);
  }

  private void check(FlowScope scope) {
    List<FlowNode> starts = scope.starts();
    if (starts.isEmpty()) {
      return; // said elsewhere, and everything would be out of reach
    }
    List<FlowNode> roots = scope.nodes.stream().filter(ReachCheck::isRoot).toList();
    Set<FlowNode> reached = Reach.of(roots, FlowNode::next);
    for (FlowNode node : scope.flowing()) {
      if (!reached.contains(node) && node.host == null) {
        say("unreachable", node, "be reached from a start, but no flow leads to it.");
      } else if (reached.contains(node) && stops(node)) {
        say("missing-end", node, "lead to an end event, but no flow leaves it.");
      }
    }
    List<FlowNode> live = scope.nodes.stream().filter(reached::contains).toList();
    if (!scope.isInterruptible()) {
      checkEnds(starts, live);
      checkExits(live);
    }
    checkWaits(live);
  }

  /** What is attached or linked to nothing is reported as such, and not everything after it. */
  private static boolean isRoot(FlowNode node) {
    return node.isStart()
        || (node.is("boundaryEvent") && node.host == null)
        || (FlowGraph.isLink(node, "intermediateCatchEvent") && node.linkedFrom.isEmpty());
  }

  private static boolean stops(FlowNode node) {
    return node.out.isEmpty()
        && !node.isEnd()
        && !node.isGateway()
        && !FlowGraph.isLink(node, "intermediateThrowEvent");
  }

  private void checkEnds(List<FlowNode> starts, List<FlowNode> live) {
    Map<FlowNode, List<FlowNode>> sources = Reach.reversed(live, FlowNode::nextOfMain);
    List<FlowNode> ends = live.stream().filter(node -> node.nextOfMain().isEmpty()).toList();
    Set<FlowNode> ending = Reach.of(ends, node -> sources.getOrDefault(node, List.of()));
    for (FlowNode start : starts) {
      if (!ending.contains(start)) {
        say("no-way-to-end", start, "lead to an end, but every way goes round for ever.");
      }
    }
  }

  private void checkExits(List<FlowNode> live) {
    for (Set<FlowNode> loop : Reach.loops(live, FlowNode::nextOfMain)) {
      if (loop.stream().noneMatch(node -> leaves(node, loop))) {
        say("loop-without-exit", first(loop), "be in a loop with a way out, but it has none.");
      }
    }
  }

  /** A split into parallel flows leaves no loop as long as one of them goes on in it. */
  private static boolean leaves(FlowNode node, Set<FlowNode> loop) {
    boolean splits =
        node.is("parallelGateway")
            || (!node.is("exclusiveGateway")
                && !node.is("eventBasedGateway")
                && node.out.stream().noneMatch(FlowNode.Flow::isConditional));
    boolean flowLeaves = node.out.stream().anyMatch(flow -> !loop.contains(flow.target()));
    boolean flowStays = node.out.stream().anyMatch(flow -> loop.contains(flow.target()));
    boolean interrupted =
        node.boundaries.stream()
            .anyMatch(event -> !event.isNonInterrupting() && !loop.contains(event));
    return interrupted || (flowLeaves && !(splits && flowStays));
  }

  private void checkWaits(List<FlowNode> live) {
    List<FlowNode> passing = live.stream().filter(this::passes).toList();
    for (Set<FlowNode> loop : Reach.loops(passing, FlowNode::nextOfMain)) {
      say("loop-without-wait", first(loop), "wait somewhere in its loop, but it does not.");
    }
  }

  /** Whether the flow can go through a node without waiting. */
  private boolean passes(FlowNode node) {
    FlowScope inner = node.inner;
    if (inner != null) {
      Boolean known = passable.get(inner);
      if (known == null) {
        known = isPassable(inner);
        passable.put(inner, known);
      }
      return known;
    }
    return !WAITING.contains(node.type)
        && !(node.is("serviceTask") && "external".equals(node.element.attribute("camunda:type")))
        && !(node.is("intermediateCatchEvent") && !node.has("link"))
        && !node.is("boundaryEvent");
  }

  private boolean isPassable(FlowScope scope) {
    List<FlowNode> starts = scope.starts().stream().filter(this::passes).toList();
    return Reach.of(starts, node -> node.nextOfMain().stream().filter(this::passes).toList())
        .stream()
        .anyMatch(node -> node.nextOfMain().isEmpty());
  }

  private static FlowNode first(Set<FlowNode> loop) {
    return Collections.min(loop, Comparator.comparingInt(node -> node.index));
  }

  private void say(String check, FlowNode node, String expected) {
    problems.add(check, node.element, "Expected '" + node.id() + "' to " + expected);
  }
}
