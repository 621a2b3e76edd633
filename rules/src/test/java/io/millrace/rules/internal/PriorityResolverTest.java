// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.drl.Proposals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How raises of a priority count; the base is 4 - Low, from impact 4 and urgency 3 or so. */
class PriorityResolverTest {
  private static final List<String> OUTPUTS = List.of("level", "rank", "impact", "urgency");
  private static final Map<String, String> READ = Map.of("vip", "true");

  @Test
  void shouldTakeTheMatrixWhereNothingRaises() {
    Resolver.Answer answer = resolve(proposals -> {});

    assertThat(answer.outputs()).containsEntry("level", "4 - Low").containsEntry("rank", "4");
    assertThat(reasons(answer))
        .startsWith("level 4 - Low 50 true matrix", "rank 4 50 true matrix")
        .hasSize(4);
  }

  @Test
  void shouldRaiseTheLevelAndLetTheRankFollow() {
    Resolver.Answer answer = resolve(proposals -> proposals.raise(2, 60, "a VIP asks", READ));

    assertThat(answer.outputs())
        .containsEntry("level", "2 - High")
        .containsEntry("rank", "2")
        .containsEntry("impact", "4 - Low");
    assertThat(reasons(answer))
        .startsWith(
            "level 2 - High 60 true a",
            "level 4 - Low 50 false matrix",
            "rank 2 60 true a",
            "rank 4 50 false matrix");
    assertThat(answer.reasons().get(0).text()).isEqualTo("a VIP asks");
    assertThat(answer.reasons().get(0).facts()).isEqualTo(READ);
    assertThat(answer.reasons().get(2).text()).isEqualTo("the rank of 2 - High: a VIP asks");
  }

  @Test
  void shouldNotRaiseBeyondTheMostImportantLevel() {
    Resolver.Answer answer = resolve(proposals -> proposals.raise(9, 60, "a VIP asks", READ));

    assertThat(answer.outputs()).containsEntry("level", "1 - Critical").containsEntry("rank", "1");
  }

  @Test
  void shouldNotCountARaiseThatIsWeakerThanTheBase() {
    Resolver.Answer weak = resolve(proposals -> proposals.raise(2, 49, "a hint", READ));
    Resolver.Answer equal = resolve(proposals -> proposals.raise(2, 50, "as strong", READ));

    assertThat(weak.outputs()).containsEntry("level", "4 - Low").containsEntry("rank", "4");
    assertThat(reasons(weak))
        .startsWith("level 4 - Low 50 true matrix", "level 2 - High 49 false a");
    assertThat(equal.outputs()).containsEntry("level", "2 - High").containsEntry("rank", "2");
  }

  @Test
  void shouldCountTheRaiseToTheMostImportantLevelThenTheStrongest() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              proposals.raise(1, 90, "one level, strong", READ);
              proposals.raise(2, 55, "two levels", READ);
              proposals.raise(2, 60, "two levels, stronger", READ);
            });

    assertThat(answer.outputs()).containsEntry("level", "2 - High");
    assertThat(answer.reasons().stream().filter(one -> one.decided()).map(one -> one.text()))
        .startsWith("two levels, stronger");
    assertThat(reasons(answer))
        .startsWith(
            "level 3 - Moderate 90 false a",
            "level 2 - High 60 true a",
            "level 2 - High 55 false a");
  }

  @Test
  void shouldLetTheRankFollowALevelThatAStrongerRuleNames() {
    Resolver.Answer answer =
        resolve(proposals -> proposals.propose("level", "1 - Critical", 80, "it is major", READ));

    assertThat(answer.outputs()).containsEntry("level", "1 - Critical").containsEntry("rank", "1");
    assertThat(reasons(answer)).contains("rank 1 80 true a", "rank 4 50 false matrix");
  }

  @Test
  void shouldKeepARankThatARuleNamesAsStrongly() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              proposals.propose("level", "1 - Critical", 80, "it is major", READ);
              proposals.propose("rank", "7", 80, "by hand", READ);
            });

    assertThat(answer.outputs()).containsEntry("rank", "7");
  }

  @Test
  void shouldNotRaiseALevelThatTheMatrixDoesNotHave() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              proposals.propose("level", "P0", 80, "by hand", READ);
              proposals.raise(1, 90, "a VIP asks", READ);
            });

    assertThat(answer.outputs()).containsEntry("level", "P0").containsEntry("rank", "4");
    assertThat(answer.reasons().stream().filter(one -> one.output().equals("level")))
        .extracting(one -> one.value() + " " + one.decided())
        .containsExactly("P0 false", "P0 true", "4 - Low false");
  }

  @Test
  void shouldFollowTheOrderOfAMatrixWhereTheHighestNumberIsTheMostImportant() {
    BuiltInOptions options =
        BuiltInOptions.builder().matrix(PriorityMatrices.named("glpi")).build();
    DefaultItem item =
        new DefaultItem(
            Facts.of(Map.of("impact", 3, "urgency", 3)), new PackData(options), Instant.EPOCH);
    DefaultProposals proposals = new DefaultProposals(OUTPUTS.toArray(String[]::new));
    proposals.start(item);
    proposals.propose(item.cell(), 50, Map.of());
    String base = item.cell().level();
    proposals.raise(1, 60, "a VIP asks", READ);
    Proposal[] all = proposals.end();

    Resolver.Answer answer = new PriorityResolver(OUTPUTS).resolve(all, all, item);

    long before = Long.parseLong(base.replaceAll("\\D", ""));
    long after = Long.parseLong(answer.outputs().getOrDefault("level", "0").replaceAll("\\D", ""));
    assertThat(after).isEqualTo(before + 1);
  }

  @Test
  void shouldRefuseARaiseByNothing() {
    assertThatThrownBy(() -> resolve(proposals -> proposals.raise(0, 60, "none", READ)))
        .hasMessage("a raise is by at least one level, not 0");
  }

  @Test
  void shouldResolveOtherPointsByStrength() {
    assertThat(Resolver.of(DecisionPoint.ROUTING, List.of("team")))
        .isInstanceOf(StrongestResolver.class);
    assertThat(Resolver.of(DecisionPoint.PRIORITY, OUTPUTS)).isInstanceOf(PriorityResolver.class);
    assertThat(Resolver.of(DecisionPoint.CHANGE_GUARDRAIL, GuardrailResolver.outputs()))
        .isInstanceOf(GuardrailResolver.class);
  }

  private static Resolver.Answer resolve(Consumer<Proposals> rule) {
    PackData data = new PackData(BuiltInOptions.defaults());
    DefaultItem item =
        new DefaultItem(Facts.of(Map.of("impact", 4, "urgency", 3)), data, Instant.EPOCH);
    DefaultProposals proposals = new DefaultProposals(OUTPUTS.toArray(String[]::new));
    proposals.start(item);
    proposals.firing("matrix");
    proposals.propose(item.cell(), 50, Map.of());
    proposals.firing("a");
    rule.accept(proposals);
    Proposal[] all = proposals.end();
    return new PriorityResolver(OUTPUTS).resolve(all, all, item);
  }

  private static List<String> reasons(Resolver.Answer answer) {
    return answer.reasons().stream()
        .map(
            one ->
                String.join(
                    " ",
                    one.output(),
                    one.value(),
                    String.valueOf(one.strength()),
                    String.valueOf(one.decided()),
                    one.rule()))
        .toList();
  }
}
