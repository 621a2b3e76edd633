// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Following one token at a time finds what following all of them in every order finds. The flows
 * are random; {@code -Dmillrace.flows=10000} tries more of them.
 */
class TokensTest {
  private static final List<String> FREE_CHOICE =
      List.of("userTask", "exclusiveGateway", "parallelGateway", "parallelGateway");
  private static final List<String> INCLUSIVE =
      List.of("userTask", "exclusiveGateway", "parallelGateway", "inclusiveGateway");

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void shouldFindWhatEveryInterleavingFinds(boolean loops, boolean inclusive) {
    // given
    int flows = Integer.getInteger("millrace.flows", 500);
    int sound = 0;
    int stuck = 0;
    int twice = 0;
    int missed = 0;

    // when
    for (long seed = 1; seed <= flows; seed++) {
      String xml =
          new RandomFlow(seed, 4 + (int) (seed % 7), inclusive ? INCLUSIVE : FREE_CHOICE)
              .xml(loops, 3);
      FlowScope scope = RandomFlow.graph(xml).process();
      EveryInterleaving all = new EveryInterleaving(scope);
      Tokens tokens = new Tokens(scope.starts());
      tokens.follow();

      // then
      String where = "seed " + seed + ": " + xml;
      assertThat(all.complete && tokens.isComplete()).as(where).isTrue();
      assertThat(all.twice).as(where).containsAll(ids(tokens.twice()));
      if (all.twice.isEmpty()) {
        assertThat(ids(tokens.stuck())).as(where).isEqualTo(all.stuck);
        assertThat(ids(tokens.fired())).as(where).isEqualTo(all.fired);
      }
      sound += all.twice.isEmpty() && all.stuck.isEmpty() ? 1 : 0;
      stuck += all.twice.isEmpty() && !all.stuck.isEmpty() ? 1 : 0;
      twice += all.twice.isEmpty() ? 0 : 1;
      missed += tokens.twice().isEmpty() && !all.twice.isEmpty() ? 1 : 0;
    }
    assertThat(sound).isGreaterThan(flows / 10);
    assertThat(stuck).isGreaterThan(flows / 10);
    assertThat(twice).isGreaterThan(flows / 10);
    assertThat(missed).isLessThanOrEqualTo(loops ? flows / 100 : 0);
  }

  private static Set<String> ids(Set<FlowNode> nodes) {
    Set<String> ids = new TreeSet<>();
    for (FlowNode node : nodes) {
      ids.add(node.id());
    }
    return ids;
  }
}
