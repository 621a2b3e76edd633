// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.engine.internal.streams.StreamGraph.Flow;
import io.millrace.engine.internal.streams.StreamGraph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which markings can follow a marking, whatever conditions say. Boundary events that do not
 * interrupt are left out: what they start runs to an end of its own. Thread-safe.
 */
final class TokenGame {
  /** More exits of one node than that are taken to be taken all together. */
  private static final int MOST_CHOICES = 6;

  private final StreamGraph graph;

  TokenGame(StreamGraph graph) {
    this.graph = graph;
  }

  /** The markings in which new instances start. */
  List<Marking> starts() {
    return graph.nodes().stream()
        .filter(node -> node.type().equals("startEvent") && node.parent() == null)
        .map(node -> Marking.END.plus(node.id()))
        .toList();
  }

  List<Marking> after(Marking marking) {
    List<Marking> next = new ArrayList<>();
    for (String id : marking.tokens().keySet()) {
      Node node = graph.require(id);
      complete(marking, node, next);
      for (Node event : graph.boundary(id)) {
        if (event.interrupts()) {
          next.add(enter(leave(marking, node), event.id()));
        }
      }
    }
    return next;
  }

  /** Whether tokens gather at a node and wait for one another. */
  boolean isJoin(Node node) {
    return graph.incoming(node.id()) > 1
        && (node.type().equals("parallelGateway") || node.type().equals("inclusiveGateway"));
  }

  private void complete(Marking marking, Node node, List<Marking> next) {
    if (node.type().equals("subProcess") && !isEmpty(marking, node.id())) {
      return; // it ends with its last token
    }
    if (isJoin(node)) {
      if (isComplete(marking, node)) {
        int taken =
            node.type().equals("parallelGateway")
                ? graph.incoming(node.id())
                : marking.at(node.id());
        go(marking.minus(node.id(), taken), node, next);
      }
      return;
    }
    Marking left = leave(marking, node);
    if (node.type().equals("endEvent")) {
      end(marking, left, node, next);
    } else if (node.type().equals("intermediateThrowEvent") && node.event().equals("link")) {
      graph.catching(node).forEach(other -> next.add(enter(left, other.id())));
    } else {
      go(left, node, next);
    }
  }

  private boolean isComplete(Marking marking, Node join) {
    if (join.type().equals("parallelGateway")) {
      return marking.at(join.id()) >= graph.incoming(join.id());
    }
    return marking.tokens().keySet().stream()
        .noneMatch(other -> !other.equals(join.id()) && reaches(other, join.id()));
  }

  private boolean reaches(String from, String to) {
    Set<String> seen = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(from));
    while (!open.isEmpty()) {
      String node = open.remove(open.size() - 1);
      for (Flow flow : graph.outgoing(node)) {
        if (flow.to().equals(to)) {
          return true;
        }
        if (seen.add(flow.to())) {
          open.add(flow.to());
        }
      }
    }
    return false;
  }

  private void end(Marking before, Marking left, Node node, List<Marking> next) {
    String scope = node.parent();
    switch (node.event()) {
      case "terminate" ->
          next.add(left.without(other -> scope == null || graph.isInside(other, scope)));
      case "error", "escalation" -> thrown(before, left, node, next);
      default -> next.add(left);
    }
  }

  private void thrown(Marking before, Marking left, Node node, List<Marking> next) {
    for (String scope = node.parent(); scope != null; scope = graph.require(scope).parent()) {
      for (Node event : graph.boundary(scope)) {
        if (event.event().equals(node.event()) && event.interrupts()) {
          next.add(enter(leave(before, graph.require(scope)), event.id()));
          return;
        }
      }
    }
    next.add(left);
  }

  /** Takes one token from a node, and all of them from within a subprocess. */
  private Marking leave(Marking marking, Node node) {
    Marking left = marking.minus(node.id(), 1);
    return node.type().equals("subProcess")
        ? left.without(other -> graph.isInside(other, node.id()))
        : left;
  }

  private Marking enter(Marking marking, String id) {
    Marking entered = marking.plus(id);
    if (graph.require(id).type().equals("subProcess")) {
      for (Node start : graph.starts(id)) {
        entered = entered.plus(start.id());
      }
    }
    return entered;
  }

  private boolean isEmpty(Marking marking, String subprocess) {
    return marking.tokens().keySet().stream().noneMatch(node -> graph.isInside(node, subprocess));
  }

  /** Sends tokens on: along one exit, along all of them, or along any of them. */
  private void go(Marking marking, Node node, List<Marking> next) {
    List<Flow> exits = graph.outgoing(node.id());
    boolean chooses =
        node.type().equals("exclusiveGateway") || node.type().equals("eventBasedGateway");
    boolean conditional =
        !node.type().equals("parallelGateway")
            && exits.stream().anyMatch(flow -> !flow.variables().isEmpty());
    if (chooses) {
      exits.forEach(flow -> next.add(enter(marking, flow.to())));
    } else if (conditional && exits.size() <= MOST_CHOICES) {
      for (int choice = 1; choice < 1 << exits.size(); choice++) {
        Marking chosen = marking;
        for (int i = 0; i < exits.size(); i++) {
          chosen = (choice >> i & 1) == 1 ? enter(chosen, exits.get(i).to()) : chosen;
        }
        next.add(chosen);
      }
    } else {
      Marking all = marking;
      for (Flow flow : exits) {
        all = enter(all, flow.to());
      }
      next.add(all);
    }
  }
}
