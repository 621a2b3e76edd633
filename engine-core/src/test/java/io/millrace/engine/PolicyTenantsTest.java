// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static io.millrace.engine.internal.TestLayers.BASE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packs of several tenants side by side, and explanations by the pack that decided. */
class PolicyTenantsTest {
  private static final TestClock CLOCK = new TestClock();
  private static final TestLayers LAYERS = new TestLayers();
  private static Millrace millrace;
  private Desk desk;
  private Policies policies;

  @BeforeAll
  static void open() {
    millrace = LayeredMillrace.open(CLOCK, LAYERS, new ScenarioCheck());
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    policies = desk.ops.policies();
  }

  @Test
  void shouldExplainByThePackThatDecided() {
    // given
    PackSource source = TestLayers.pack("house", "1", "house-desk");
    policies.activate(PackActivation.of(policies.add(source), "go"));
    UUID old = desk.submit("INC-1").findDecision(DecisionPoint.ROUTING).orElseThrow();
    Explanation whileActive = desk.ops.decisions().explain(old);
    desk.activatePack("house", "2", "other-desk");

    // when
    Explanation explanation = desk.ops.decisions().explain(old);

    // then
    assertThat(explanation).isEqualTo(whileActive);
    assertThat(explanation.nearMisses()).isNotEmpty();
    assertThat(explanation.decision().pack().id()).isEqualTo("house");
    assertThat(explanation.toText()).contains("team = house-desk");
    assertThat(desk.routedTo()).isEqualTo("other-desk");
  }

  @Test
  void shouldExplainShortlyWhatNoKnownPackCanExplain() {
    desk.activatePack("spoilt-4", "1", "one-desk");
    UUID old = desk.submit("INC-1").findDecision(DecisionPoint.ROUTING).orElseThrow();
    desk.activatePack("house", "2", "other-desk");
    LAYERS.refuse("spoilt-4");

    Explanation explanation = desk.ops.decisions().explain(old);

    assertThat(explanation.nearMisses()).isEmpty();
    assertThat(explanation.toText()).contains("team = one-desk");
  }

  @Test
  void shouldKeepPacksOfTenantsApart() {
    // given
    PackRef mine = desk.activatePack("house", "1", "house-desk").pack();
    Desk other = Desk.ofNewTenant(millrace);
    Policies theirs = other.ops.policies();

    // then
    assertThat(theirs.find("house", "1")).isEmpty();
    assertThat(theirs.packs().entries()).isEmpty();
    assertThat(theirs.history().entries()).isEmpty();
    assertThat(theirs.activeAt(CLOCK.instant()).id()).isEqualTo("base");
    assertThatThrownBy(() -> theirs.activate(PackActivation.of("house", "1", "steal")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> theirs.rollback("harm")).isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> theirs.deactivate("harm")).isInstanceOf(InvalidStateException.class);
    theirs.add(TestLayers.pack("house", "1", "their-desk"));
    theirs.activate(PackActivation.of("house", "1", "ours").commandId("c-1"));
    assertThat(other.routedTo()).isEqualTo("their-desk");
    assertThat(desk.routedTo()).isEqualTo("house-desk");
    assertThat(policies.active()).isEqualTo(mine);
  }

  @Test
  void shouldNotStartWithoutThePoliciesThatAllTenantsShare() {
    TestLayers broken = new TestLayers();
    broken.refuse("base");

    assertThatThrownBy(() -> LayeredMillrace.open(CLOCK, broken, new ScenarioCheck()).close())
        .isInstanceOf(PackLoadException.class)
        .hasMessage(
            "Expected the pack 'base' to be usable, but it has a problem.\n"
                + "  pack.yaml:3: Expected a team, but there is none. Maybe name one.\n"
                + "Maybe name one.");
  }

  @Test
  void shouldShareTheBaseAmongTenantsWithoutALayer() {
    int assembled = LAYERS.count();
    int before = LAYERS.reachable().get(0).decisions();

    for (int i = 0; i < 10; i++) {
      assertThat(Desk.ofNewTenant(millrace).routedTo()).isEqualTo(BASE_TEAM);
    }

    assertThat(LAYERS.count()).isEqualTo(assembled);
    assertThat(LAYERS.reachable().get(0).decisions()).isEqualTo(before + 10);
    assertThat(LAYERS.reachable().get(0).ref().id()).isEqualTo("base");
  }
}
