// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Checks that joins fire and that nothing is done twice, by following the tokens of each scope. A
 * non-interrupting event is followed alone, and must not come back to the flow that it happens
 * beside.
 */
final class TokenCheck {
  private final Problems problems;

  TokenCheck(Problems problems) {
    this.problems = problems;
  }

  void check(FlowGraph graph) {
    graph.scopes().forEach(this::check);
  }

  private void check(FlowScope scope) {
    List<FlowNode> roots = new ArrayList<>(scope.starts());
    if (roots.isEmpty()) {
      return;
    }
    Set<FlowNode> main = Reach.of(roots, FlowNode::nextOfMain);
    for (FlowNode event : scope.nodes) {
      if (event.isNonInterrupting() && event.host != null) {
        if (merges(event, main)) {
          say(
              "side-branch-merges",
              event,
              "start what ends by itself, but it runs into the main flow.");
        } else {
          roots.add(event);
        }
      }
    }
    Tokens tokens = new Tokens(roots);
    tokens.follow();
    report(scope, tokens);
  }

  private static boolean merges(FlowNode event, Set<FlowNode> main) {
    return Reach.of(List.of(event), FlowNode::nextOfMain).stream()
        .anyMatch(node -> main.contains(node) && !node.isEnd());
  }

  private void report(FlowScope scope, Tokens tokens) {
    for (FlowNode join : inFile(tokens.stuck())) {
      if (tokens.isComplete() && !tokens.fired().contains(join)) {
        say("join-never-fires", join, "get all of its flows, but they never all come.");
      } else {
        say("join-may-wait", join, "get all of its flows, but on some ways one does not come.");
      }
    }
    for (FlowNode node : inFile(tokens.twice())) {
      if (node.isEnd()) {
        say("ends-twice", node, "be reached by one flow, but flows side by side reach it.");
      } else {
        say("runs-twice", node, "be done once, but flows side by side come to it.");
      }
    }
    if (!tokens.isComplete()) {
      problems.add(
          "too-complex",
          scope.element,
          "Expected at most " + Tokens.MOST + " states of the flow, but there are more.");
    }
  }

  private static List<FlowNode> inFile(Set<FlowNode> nodes) {
    return nodes.stream().sorted(Comparator.comparingInt(node -> node.index)).toList();
  }

  private void say(String check, FlowNode node, String expected) {
    problems.add(check, node.element, "Expected '" + node.id() + "' to " + expected);
  }
}
