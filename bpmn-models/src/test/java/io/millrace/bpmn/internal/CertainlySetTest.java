// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is set on every way is found for any flow, and always in finite time. */
class CertainlySetTest {
  private static final List<String> TYPES =
      List.of("userTask", "exclusiveGateway", "parallelGateway", "inclusiveGateway");

  @Test
  @Timeout(60)
  void shouldComeToAnEndAndSatisfyItsEquationsForAnyFlow() {
    int merged = 0;
    for (long seed = 1; seed <= 300; seed++) {
      // given
      FlowGraph graph = RandomFlow.graph(new RandomFlow(seed, 30, TYPES).xml(true, 6));
      Set<String> all = Set.of("n1", "n2", "n3", "n5", "n8", "n13");

      // when
      CertainlySet certain =
          new CertainlySet(
              graph, all, Set.of(), node -> all.contains(node.id()) ? Set.of(node.id()) : Set.of());

      // then
      Map<FlowNode, List<FlowNode>> sources = Reach.reversed(graph.nodes(), FlowNode::next);
      Set<FlowNode> reached = Reach.of(graph.process().starts(), FlowNode::next);
      for (FlowNode node : reached) {
        List<FlowNode> before =
            sources.getOrDefault(node, List.of()).stream().filter(reached::contains).toList();
        if (node.host == null && !node.is("parallelGateway") && !before.isEmpty()) {
          merged += before.size() > 1 ? 1 : 0;
          assertThat(before)
              .as("seed " + seed + ", " + node.id())
              .allSatisfy(
                  source ->
                      assertThat(certain.after(source))
                          .containsAll(
                              certain.after(node).stream()
                                  .filter(variable -> !variable.equals(node.id()))
                                  .toList()));
        }
      }
    }
    assertThat(merged).isPositive();
  }
}
