// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where work flows in the executable process: along sequence flows, from an activity to the events
 * at its border, into subprocesses and out of them, and from one link event to the other.
 */
final class FlowGraph {
  /**
   * A way from one node to the next.
   *
   * @param flow the id of the sequence flow; empty if none is drawn
   */
  record Way(String flow, String from, String to) {}

  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, List<Way>> outgoing = new HashMap<>();
  private final Set<String> entered = new HashSet<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();

  private FlowGraph() {}

  static FlowGraph of(Diagram diagram) {
    FlowGraph graph = new FlowGraph();
    graph.connect(diagram);
    graph.sort();
    return graph;
  }

  private void connect(Diagram diagram) {
    for (Node node : diagram.nodes()) {
      if (node.executed() && (node.isEvent() || node.isGateway() || node.isActivity())) {
        nodes.put(node.id(), node);
      }
    }
    for (Node node : nodes.values()) {
      String activity = node.attachedTo();
      if (activity != null) {
        add("", activity, node.id());
      }
    }
    for (Line line : diagram.lines()) {
      if (line.isFlow()) {
        add(line.id(), line.source(), line.target());
      }
    }
    connectLinks();
    connectSubprocesses();
  }

  private void connectLinks() {
    Map<String, List<Node>> catches = new HashMap<>();
    for (Node node : nodes.values()) {
      if (node.type().equals("intermediateCatchEvent") && "link".equals(node.event())) {
        catches.computeIfAbsent(node.detail(), name -> new ArrayList<>()).add(node);
      }
    }
    for (Node node : nodes.values()) {
      if (node.type().equals("intermediateThrowEvent") && "link".equals(node.event())) {
        catches.getOrDefault(node.detail(), List.of()).forEach(to -> add("", node.id(), to.id()));
      }
    }
  }

  private void connectSubprocesses() {
    List<Way> more = new ArrayList<>();
    for (Node node : nodes.values()) {
      String container = node.container();
      if (container == null || !nodes.containsKey(container)) {
        continue;
      }
      if (!entered.contains(node.id())) {
        more.add(new Way("", container, node.id()));
      }
      if (outgoing(node.id()).isEmpty()) {
        for (Way out : outgoing(container)) {
          if (!out.flow().isEmpty()) {
            more.add(new Way(out.flow(), node.id(), out.to()));
          }
        }
      }
    }
    more.forEach(way -> add(way.flow(), way.from(), way.to()));
  }

  private void add(String flow, String from, String to) {
    if (nodes.containsKey(from) && nodes.containsKey(to)) {
      outgoing.computeIfAbsent(from, id -> new ArrayList<>(2)).add(new Way(flow, from, to));
      entered.add(to);
    }
  }

  /**
   * Numbers the nodes so that flows lead from lower to higher numbers, except those that go back.
   * What a further start leads to first comes just before the place where it joins the rest.
   */
  private void sort() {
    List<String> order = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<String> begins = new ArrayList<>(roots());
    begins.addAll(nodes.keySet()); // for loops that no start leads to
    for (String begin : begins) {
      List<String> more = new ArrayList<>();
      visit(begin, seen, more);
      Collections.reverse(more);
      order.addAll(joint(order, more), more);
    }
    order.forEach(node -> places.put(node, places.size()));
  }

  private int joint(List<String> order, List<String> more) {
    Set<String> targets = new HashSet<>();
    more.forEach(node -> outgoing(node).forEach(way -> targets.add(way.to())));
    for (int i = 0; i < order.size() && !more.isEmpty(); i++) {
      if (targets.contains(order.get(i))) {
        return i;
      }
    }
    return order.size();
  }

  /** Depth first, without recursion: models may be long. */
  private void visit(String root, Set<String> seen, List<String> finished) {
    if (!seen.add(root)) {
      return;
    }
    Deque<String> path = new ArrayDeque<>();
    Deque<Iterator<Way>> open = new ArrayDeque<>();
    path.push(root);
    open.push(backwards(root));
    while (!path.isEmpty()) {
      Iterator<Way> ways = open.element();
      if (!ways.hasNext()) {
        finished.add(path.pop());
        open.pop();
        continue;
      }
      String next = ways.next().to();
      if (seen.add(next)) {
        path.push(next);
        open.push(backwards(next));
      }
    }
  }

  private Iterator<Way> backwards(String node) {
    List<Way> ways = new ArrayList<>(outgoing(node));
    Collections.reverse(ways);
    return ways.iterator();
  }

  /** Nodes that nothing leads to, plain starts first. */
  private List<String> roots() {
    return nodes.values().stream()
        .filter(node -> !entered.contains(node.id()))
        .sorted(Comparator.comparing(node -> node.event() != null))
        .map(Node::id)
        .toList();
  }

  /** The nodes in the order of the flow. */
  List<Node> inOrder() {
    return places.keySet().stream().map(nodes::get).filter(node -> node != null).toList();
  }

  /** The ways out of a node. */
  List<Way> outgoing(String node) {
    return outgoing.getOrDefault(node, List.of());
  }

  @Nullable Node node(String id) {
    return nodes.get(id);
  }

  /** Whether a way leads back to where the work has been. */
  boolean isBack(Way way) {
    return places.getOrDefault(way.to(), 0) <= places.getOrDefault(way.from(), 0);
  }

  /** The ways by which work leaves a node and, without passing another, comes to wanted ones. */
  Collection<Way> nextTo(String start, Predicate<String> wanted) {
    List<Way> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<Way> waiting = new ArrayDeque<>(outgoing(start));
    while (!waiting.isEmpty()) {
      Way way = waiting.pop();
      if (wanted.test(way.to())) {
        found.add(way);
      } else if (seen.add(way.to())) {
        waiting.addAll(outgoing(way.to()));
      }
    }
    return found;
  }

  /** The nodes that work can come to from any start without passing one that stops it. */
  Set<String> reachable(Predicate<String> stops) {
    Set<String> seen = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(roots());
    while (!waiting.isEmpty()) {
      String node = waiting.pop();
      if (seen.add(node) && !stops.test(node)) {
        outgoing(node).forEach(way -> waiting.add(way.to()));
      }
    }
    return seen;
  }
}
