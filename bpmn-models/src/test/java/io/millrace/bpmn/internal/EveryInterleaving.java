// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.internal.FlowNode.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What tokens can come to if each may move at any time: the plain definition, which is far too slow
 * for drawn models. At most two tokens are kept at one place.
 */
final class EveryInterleaving {
  private static final int MOST = 200_000;

  final Set<String> stuck = new TreeSet<>();
  final Set<String> fired = new TreeSet<>();
  final Set<String> twice = new TreeSet<>();
  boolean complete = true;

  private final FlowScope scope;
  private final Set<TreeMap<String, Integer>> seen = new HashSet<>();
  private final Deque<TreeMap<String, Integer>> open = new ArrayDeque<>();

  EveryInterleaving(FlowScope scope) {
    this.scope = scope;
    TreeMap<String, Integer> first = new TreeMap<>();
    first.put(scope.starts().get(0).id(), 1);
    visit(first);
    while (!open.isEmpty()) {
      step(open.pop());
    }
  }

  private void visit(TreeMap<String, Integer> state) {
    if (seen.size() >= MOST) {
      complete = false;
    } else if (seen.add(state)) {
      open.push(state);
    }
  }

  private void step(TreeMap<String, Integer> state) {
    boolean moved = false;
    for (FlowNode node : scope.nodes) {
      if (isReady(node, state)) {
        moved = true;
        move(node, state);
      }
    }
    if (!moved) {
      scope.nodes.stream()
          .filter(node -> node.isJoin() && isWaiting(node, state))
          .forEach(node -> stuck.add(node.id()));
    }
  }

  private static String place(Flow flow) {
    return flow.target().isJoin() ? flow.element().id() : flow.target().id();
  }

  private static boolean isWaiting(FlowNode join, TreeMap<String, Integer> state) {
    return join.in.stream().anyMatch(flow -> state.containsKey(place(flow)));
  }

  private boolean isReady(FlowNode node, TreeMap<String, Integer> state) {
    if (!node.isJoin()) {
      return state.containsKey(node.id());
    }
    if (node.in.stream().allMatch(flow -> state.containsKey(place(flow)))) {
      return true;
    }
    return node.is("inclusiveGateway")
        && isWaiting(node, state)
        && scope.nodes.stream()
            .filter(other -> other != node)
            .filter(
                other -> other.isJoin() ? isWaiting(other, state) : state.containsKey(other.id()))
            .noneMatch(other -> Reach.of(List.of(other), FlowNode::nextOfMain).contains(node));
  }

  private void move(FlowNode node, TreeMap<String, Integer> state) {
    TreeMap<String, Integer> rest = new TreeMap<>(state);
    if (node.isJoin()) {
      fired.add(node.id());
      node.in.forEach(flow -> take(rest, place(flow)));
    } else {
      take(rest, node.id());
    }
    for (List<String> arrivals : choices(node)) {
      TreeMap<String, Integer> next = new TreeMap<>(rest);
      for (String place : arrivals) {
        if (next.merge(place, 1, Integer::sum) > 1) {
          next.put(place, 2);
          twice.add(node(place));
        }
      }
      visit(next);
    }
  }

  /** A place is a node, or a flow into a join. */
  private String node(String place) {
    return scope.nodes.stream()
        .filter(
            node ->
                node.id().equals(place)
                    || node.in.stream().anyMatch(flow -> flow.element().id().equals(place)))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static void take(TreeMap<String, Integer> state, String place) {
    state.computeIfPresent(place, (p, count) -> count > 1 ? count - 1 : null);
  }

  private static List<List<String>> choices(FlowNode node) {
    List<String> all = node.out.stream().map(EveryInterleaving::place).toList();
    Set<List<String>> choices = new LinkedHashSet<>();
    if (node.is("exclusiveGateway")) {
      all.forEach(place -> choices.add(List.of(place)));
    } else if (node.is("inclusiveGateway") && all.size() == 2) {
      // the first is the default of the second
      choices.add(List.of(all.get(0)));
      choices.add(List.of(all.get(1)));
    } else {
      choices.add(all);
    }
    node.boundaries.forEach(event -> choices.add(List.of(event.id())));
    return new ArrayList<>(choices);
  }
}
