// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackLoader;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a policy pack that a plugin brings. Extend it in the plugin's tests,
 * and say where the pack comes from. JUnit 5 runs the tests; a pack with rules takes a second or
 * two to compile.
 */
public abstract class PolicyPackContract {
  /** For subclasses. */
  protected PolicyPackContract() {}

  /** The pack to test. */
  protected abstract PackFiles pack();

  /** Adds what the plugin brings besides: resolvers, and pull orders that the pack chooses. */
  protected PackLoader with(PackLoader loader) {
    return loader;
  }

  @Test
  void shouldLoadAboveTheBuiltInPack() {
    try (PolicyPack loaded = load(pack())) {
      assertFalse(loaded.ref().id().isBlank(), "Expected a pack with an id.");
    }
  }

  @Test
  void shouldPassItsScenarios() {
    try (PolicyPack loaded = load(pack())) {
      ScenarioReport report = ScenarioRun.of(loaded);

      assertFalse(
          report.outcomes().isEmpty(),
          "Expected scenarios, but the pack has none: nobody would notice what a change breaks.");
      assertTrue(report.passed(), () -> "Expected every scenario to pass.\n" + report.toText());
    }
  }

  @Test
  void shouldBeTheSameAgain() {
    assertEquals(
        PackSource.of(pack()).digest(),
        PackSource.of(pack()).digest(),
        "Expected the same files at each start and on each node.");
  }

  private PolicyPack load(PackFiles files) {
    return with(PolicyPacks.loader()).host(PackSource.of(files)).load();
  }
}
