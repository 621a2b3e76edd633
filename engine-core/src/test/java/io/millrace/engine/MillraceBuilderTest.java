// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPacks;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How policies are given to the builder. */
@Tag("no-store")
class MillraceBuilderTest {
  private static final PackSource PACK =
      PackSource.of("house", Map.of(PackSource.MANIFEST, "pack: house\nversion: \"1\"\n"));

  @Test
  void shouldTakeTheDataOfTheBuiltInPack() {
    BuiltInOptions options = BuiltInOptions.builder().defaultTeam("front-office").build();
    try (Millrace millrace = Millrace.builder().policies(options).build()) {
      assertThat(
              Desk.ofNewTenant(millrace)
                  .ops
                  .decisions()
                  .decide(DecisionPoint.ROUTING, Facts.none(), TestClock.START)
                  .output("team"))
          .isEqualTo("front-office");
    }
  }

  @Test
  void shouldRefuseLayersOnALoadedPack() {
    assertThatThrownBy(
            () -> Millrace.builder().policies(PolicyPacks::builtIn).hostPack(PACK).build().close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected either a loaded pack or layers of packs, but both were given.\n"
                + "Maybe leave policies(Supplier) out, which takes no layers.");
    try (Millrace millrace = Millrace.builder().policies(PolicyPacks::builtIn).build()) {
      Policies policies = Desk.ofNewTenant(millrace).ops.policies();
      assertThatThrownBy(() -> policies.add(PACK))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected to put the pack 'house' on top of the shared policies, but this Millrace"
                  + " was built with a pack that is loaded already.\n"
                  + "Maybe build it with policies(BuiltInOptions) and hostPack(...), which take"
                  + " layers.");
    }
  }

  @Test
  void shouldRefuseToPollWithoutAPause() {
    assertThatThrownBy(() -> Millrace.builder().packPoll(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the poll interval of packs to be positive, but it is PT0S.\n"
                + "Maybe pass a duration such as Duration.ofSeconds(2).");
  }

  @Test
  void shouldRefuseSinksWithoutAChance() {
    assertThatThrownBy(() -> Millrace.builder().sinkAttempts(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the number of sink attempts to be 1 or more, but it is 0.\n"
                + "Maybe leave it out to have the default.");
    assertThatThrownBy(() -> Millrace.builder().authorisationBudget(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the authorisation budget to be positive, but it is PT0S.\n"
                + "Maybe pass a duration such as Duration.ofSeconds(2).");
    assertThatThrownBy(() -> Millrace.builder().sinkBudget(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the sink budget to be positive, but it is PT-1S.\n"
                + "Maybe pass a duration such as Duration.ofSeconds(2).");
  }

  @Test
  void shouldRefuseNoThreadsNoAttemptsAndClocksThatAreFarApart() {
    assertThatThrownBy(() -> Millrace.builder().handlerThreads(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the number of handler threads to be 1 or more, but it is 0.\n"
                + "Maybe leave it out to have the default.");
    assertThatThrownBy(() -> Millrace.builder().handlerAttempts(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected the number of handler attempts to be 1 or more");
    assertThatThrownBy(() -> Millrace.builder().clockTolerance(Duration.ofSeconds(11)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the clock tolerance to be at most PT10S, but it is PT11S.\n"
                + "Maybe let all machines follow the same time servers (NTP).");
  }
}
