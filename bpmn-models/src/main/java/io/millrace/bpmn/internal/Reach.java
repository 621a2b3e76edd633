// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Walks over flows. Never by recursion: a model may be long. */
final class Reach {
  private Reach() {}

  /** The nodes themselves and whatever the flow can come to from them. */
  static Set<FlowNode> of(Collection<FlowNode> from, Function<FlowNode, List<FlowNode>> next) {
    Set<FlowNode> reached = new LinkedHashSet<>(from);
    Deque<FlowNode> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      for (FlowNode node : next.apply(open.remove())) {
        if (reached.add(node)) {
          open.add(node);
        }
      }
    }
    return reached;
  }

  /** The nodes in an order in which, loops apart, each comes after all that lead to it. */
  static List<FlowNode> inFlowOrder(
      Collection<FlowNode> from, Function<FlowNode, List<FlowNode>> next) {
    Set<FlowNode> seen = new HashSet<>();
    List<FlowNode> finished = new ArrayList<>();
    for (FlowNode root : from) {
      finish(root, next, seen, finished);
    }
    List<FlowNode> order = new ArrayList<>(finished);
    Collections.reverse(order);
    return order;
  }

  private static void finish(
      FlowNode root,
      Function<FlowNode, List<FlowNode>> next,
      Set<FlowNode> seen,
      List<FlowNode> finished) {
    Deque<FlowNode> path = new ArrayDeque<>();
    Deque<Iterator<FlowNode>> rest = new ArrayDeque<>();
    if (seen.add(root)) {
      path.push(root);
      rest.push(next.apply(root).iterator());
    }
    while (!path.isEmpty()) {
      if (!rest.element().hasNext()) {
        rest.pop();
        finished.add(path.pop());
        continue;
      }
      FlowNode node = rest.element().next();
      if (seen.add(node)) {
        path.push(node);
        rest.push(next.apply(node).iterator());
      }
    }
  }

  /** What leads to each node. */
  static Map<FlowNode, List<FlowNode>> reversed(
      Collection<FlowNode> nodes, Function<FlowNode, List<FlowNode>> next) {
    Map<FlowNode, List<FlowNode>> reversed = new HashMap<>();
    for (FlowNode node : nodes) {
      for (FlowNode target : next.apply(node)) {
        reversed.computeIfAbsent(target, n -> new ArrayList<>(2)).add(node);
      }
    }
    return reversed;
  }

  /**
   * The loops: strongly connected parts of more than one node, or of one that leads to itself
   * (Kosaraju 1978, Sharir 1981).
   */
  static List<Set<FlowNode>> loops(
      Collection<FlowNode> nodes, Function<FlowNode, List<FlowNode>> next) {
    Set<FlowNode> within = new HashSet<>(nodes);
    Function<FlowNode, List<FlowNode>> inside =
        node -> next.apply(node).stream().filter(within::contains).toList();
    Map<FlowNode, List<FlowNode>> reversed = reversed(nodes, inside);
    List<Set<FlowNode>> loops = new ArrayList<>();
    Set<FlowNode> done = new HashSet<>();
    for (FlowNode root : inFlowOrder(nodes, inside)) {
      if (!done.contains(root)) {
        Set<FlowNode> part =
            of(
                List.of(root),
                node ->
                    reversed.getOrDefault(node, List.of()).stream()
                        .filter(source -> !done.contains(source))
                        .toList());
        done.addAll(part);
        if (part.size() > 1 || inside.apply(root).contains(root)) {
          loops.add(part);
        }
      }
    }
    return loops;
  }
}
