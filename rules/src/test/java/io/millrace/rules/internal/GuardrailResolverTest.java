// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.drl.Proposals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the resolver makes of proposals that the built-in rules do not make. */
class GuardrailResolverTest {
  private static final Map<String, String> READ = Map.of();

  @Test
  void shouldTakeVerdictsThatTablesProposeAsValues() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              proposals.propose("freeze", "warn", 99, "row 1", READ);
              proposals.propose("freeze", "approve by release | train", 10, "row 2", READ);
              proposals.propose("conflict", "Approve", 10, "row 3", READ);
            });

    assertThat(answer.outputs())
        .containsEntry("freeze", "approve")
        .containsEntry("conflict", "approve");
    assertThat(cells(answer, "freeze"))
        .containsExactly("approve mode enforce | approver release / train", "warn mode enforce");
    assertThat(cells(answer, "conflict"))
        .containsExactly("approve mode enforce | approver change-manager");
    assertThat(answer.outputs()).containsEntry("approvals", "change-manager, release / train");
  }

  @Test
  void shouldOrderEquallyStrictVerdictsByRule() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              DefaultProposals all = (DefaultProposals) proposals;
              all.firing("b");
              all.guardrail("freeze", "stop", "", "second", READ);
              all.firing("a");
              all.guardrail("freeze", "stop", "", "first", READ);
            });

    assertThat(answer.reasons())
        .filteredOn(reason -> reason.output().equals("freeze"))
        .extracting(reason -> reason.text() + " " + reason.decided())
        .containsExactly("first true", "second false");
  }

  @Test
  void shouldTakeSilenceForNoConsent() {
    Resolver.Answer answer = resolve(proposals -> {});

    assertThat(answer.outputs())
        .containsEntry("verdict", "approve")
        .containsEntry("freeze", "approve")
        .doesNotContainKeys("model", "risk", "obligations");
  }

  @Test
  void shouldJoinObligations() {
    Resolver.Answer answer =
        resolve(
            proposals -> {
              proposals.propose("obligations", "tell-users", 40, "they notice", READ);
              proposals.propose("obligations", "review-afterwards", 50, "it is urgent", READ);
              proposals.propose("obligations", "tell-users", 30, "they care", READ);
            });

    assertThat(answer.outputs()).containsEntry("obligations", "review-afterwards, tell-users");
  }

  @Test
  void shouldRefuseWhatIsNoVerdictOrRisk() {
    assertThatThrownBy(() -> resolve(one -> one.propose("freeze", "perhaps", 9, "why", READ)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("but got 'perhaps'.");
    assertThatThrownBy(() -> resolve(one -> one.propose("risk", "huge", 9, "why", READ)))
        .hasMessage("the risk 'huge' of 'a' is not low, moderate, high or very-high");
    assertThatThrownBy(() -> resolve(one -> one.guardrail("freeze", "approve", " ", "why", READ)))
        .hasMessage("the guardrail 'freeze' says 'approve' and names no approver");
    assertThatThrownBy(() -> resolve(one -> one.guardrail("freeze", "stop", "cab", "why", READ)))
        .hasMessage("the guardrail 'freeze' says 'stop' and names an approver");
    assertThatThrownBy(() -> resolve(one -> one.guardrail("frost", "stop", "", "why", READ)))
        .hasMessageContaining("the output 'frost' is not declared; declared are [model, risk, ");
  }

  @Test
  void shouldRefuseSettingsThatDoNotExist() {
    DefaultItem item = item();

    assertThatThrownBy(() -> item.reaches("blastRadius", "frost"))
        .hasMessageContaining("there is no limit 'frost'; there are [blast-radius-warn, ");
    assertThatThrownBy(() -> item.isListed("changeModel", "frost"))
        .hasMessageContaining("there is no list 'frost'; there are [standard-models, ");
    assertThatThrownBy(() -> item.approver("frost"))
        .hasMessageContaining("there is no approver 'frost'; there are [standard, normal, ");
  }

  private static Resolver.Answer resolve(Consumer<Proposals> rules) {
    List<String> outputs = GuardrailResolver.outputs();
    GuardrailResolver resolver = new GuardrailResolver(outputs);
    DefaultItem item = item();
    DefaultProposals proposals = new DefaultProposals(outputs.toArray(String[]::new));
    proposals.start(item);
    proposals.firing("a");
    rules.accept(proposals);
    Proposal[] all = proposals.end();
    return resolver.resolve(
        all, all, item.with(resolver.settle(all, item, new boolean[outputs.size()])));
  }

  private static DefaultItem item() {
    PackData data = new PackData(BuiltInOptions.defaults());
    return new DefaultItem(Facts.none(), data, Instant.EPOCH);
  }

  private static List<String> cells(Resolver.Answer answer, String output) {
    return answer.reasons().stream()
        .filter(reason -> reason.output().equals(output))
        .map((Reason reason) -> reason.value() + " " + reason.cell())
        .toList();
  }
}
