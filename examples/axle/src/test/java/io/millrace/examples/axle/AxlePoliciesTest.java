// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.workshop.PackCheck;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import org.junit.jupiter.api.Test;

class AxlePoliciesTest {

  @Test
  void shouldPassTheirScenariosThroughEveryRow() {
    // given
    try (PolicyPack builtIn = PolicyPacks.builtIn();
        PolicyPack pack = PolicyPacks.loader().host(AxlePolicies.pack()).load()) {

      // when
      ScenarioReport report = ScenarioRun.of(pack);

      // then
      assertThat(report.passed()).as(report.toText()).isTrue();
      assertThat(report.percent()).isEqualTo(100);
      assertThat(PackCheck.added(builtIn, pack)).isEmpty();
    }
  }
}
