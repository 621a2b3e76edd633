package io.millrace.bpmn.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CertainlySetTest {
  private static final int FLOWS = 300;
  private static final List<String> TYPES =
      List.of("userTask", "parallelGateway", "parallelGateway", "exclusiveGateway");

  /** Joins inside loops once made the sets grow and shrink for ever. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldComeToAnEndInEveryFlow() {
    for (long seed = 1; seed <= FLOWS; seed++) {
      // given
      FlowGraph graph = RandomFlow.graph(new RandomFlow(seed, 12, TYPES).xml(true, 4));
      Set<String> variables =
          graph.nodes().stream().map(FlowNode::id).collect(Collectors.toUnmodifiableSet());

      // when
      CertainlySet certain =
          new CertainlySet(graph, variables, Set.of(), node -> Set.of(node.id()));

      // then
      assertThat(graph.nodes())
          .as("seed " + seed)
          .allSatisfy(node -> assertThat(certain.after(node)).contains(node.id()));
    }
  }
}
