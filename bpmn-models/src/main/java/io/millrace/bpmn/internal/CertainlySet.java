// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.internal.FlowNode.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which variables are set at each node, whatever way the flow took: the greatest solution of the
 * forward data-flow equations. Where flows merge, what all of them have set is set; after a
 * parallel join, what any of them has. A subprocess adds what every way through it sets, and its
 * inside also knows what was set before it.
 */
final class CertainlySet {
  private final Function<FlowNode, Set<String>> setBy;
  private final Set<String> all;

  /** What has been set when the flow comes to a node, since the scope began; no entry: all. */
  private final Map<FlowNode, Set<String>> before = new HashMap<>();

  private final Map<FlowScope, Set<String>> through = new HashMap<>();
  private final Map<FlowScope, Set<String>> atStart = new HashMap<>();

  /**
   * @param variables the variables that matter
   * @param starts what is set at every start of the process
   * @param setBy what a node sets when it is done
   */
  CertainlySet(
      FlowGraph graph,
      Set<String> variables,
      Set<String> starts,
      Function<FlowNode, Set<String>> setBy) {
    this.setBy = setBy;
    this.all = Set.copyOf(variables);
    List<FlowScope> innermostFirst = new ArrayList<>(graph.scopes());
    Collections.reverse(innermostFirst);
    innermostFirst.forEach(this::solve);
    for (FlowScope scope : graph.scopes()) {
      atStart.put(scope, fromOutside(scope, starts));
    }
  }

  /** What is certainly set once the node is done. Nodes that no flow reaches know everything. */
  Set<String> after(FlowNode node) {
    return union(atStart.getOrDefault(node.scope, Set.of()), afterWithin(node));
  }

  private Set<String> fromOutside(FlowScope scope, Set<String> starts) {
    FlowNode node = scope.node;
    if (node == null) {
      return starts;
    }
    Set<String> outer = atStart.getOrDefault(node.scope, Set.of());
    // an event subprocess may begin at any time
    return node.isEventSubprocess() ? outer : union(outer, before.getOrDefault(node, all));
  }

  private void solve(FlowScope scope) {
    // from everything downwards: each step only takes away, so that it ends
    List<FlowNode> reached = Reach.inFlowOrder(scope.starts(), FlowNode::next);
    reached.forEach(node -> before.put(node, node.isStart() ? Set.of() : all));
    Deque<FlowNode> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      FlowNode node = open.remove();
      Set<String> found = node.isStart() ? Set.of() : meet(node);
      if (!found.equals(before.put(node, found))) {
        open.addAll(node.next());
      }
    }
    Set<String> ends =
        Reach.of(scope.starts(), FlowNode::nextOfMain).stream()
            .filter(node -> node.nextOfMain().isEmpty() && !node.has("error"))
            .map(this::afterWithin)
            .reduce(CertainlySet::intersection)
            .orElse(Set.of());
    through.put(scope, ends);
  }

  private Set<String> meet(FlowNode node) {
    FlowNode host = node.host;
    if (host != null) {
      return before.getOrDefault(host, all);
    }
    boolean joins = node.is("parallelGateway");
    @Nullable Set<String> met = null;
    for (FlowNode source : sources(node)) {
      if (before.containsKey(source)) {
        Set<String> after = afterWithin(source);
        met = met == null ? after : joins ? union(met, after) : intersection(met, after);
      }
    }
    return met == null ? all : met;
  }

  private static List<FlowNode> sources(FlowNode node) {
    List<FlowNode> sources = new ArrayList<>();
    for (Flow flow : node.in) {
      sources.add(flow.source());
    }
    sources.addAll(node.linkedFrom);
    return sources;
  }

  private Set<String> afterWithin(FlowNode node) {
    Set<String> known = before.getOrDefault(node, all);
    FlowScope inner = node.inner;
    Set<String> inside = inner == null ? Set.of() : through.getOrDefault(inner, Set.of());
    return union(union(known, setBy.apply(node)), inside);
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    if (a.containsAll(b)) {
      return a;
    }
    Set<String> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }

  private static Set<String> intersection(Set<String> a, Set<String> b) {
    Set<String> common = new HashSet<>(a);
    common.retainAll(b);
    return common;
  }
}
