// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.nio.file.Path;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AxleRestorePaymentAppPathsTest extends AbstractStreamPaths {
  AxleRestorePaymentAppPathsTest() {
    super(read(Path.of("../examples/axle/src/main/resources/axle/axle-restore-payment-app.bpmn")));
  }

  @BeforeEach
  void answer() {
    answer("classification", "kind", "incident");
  }

  @Test
  void shouldRestoreAndImprove() {
    // given
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "restored");

    // then
    assertThat(item).hasPassedInOrder("resolved", "closed").isWaitingAtExactly("requestFeedback");
    complete(item, "requestFeedback");
    complete(item, "identifyImprovements");
    assertThat(item).hasPassed("improved").isEnded();
  }

  @Test
  void shouldInvestigateAgainWhenTheCustomerStillCannotBook() {
    // given
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "notRestored");

    // then
    assertThat(item).hasNotPassed("resolved").isWaitingAtExactly("investigate");
  }

  private ProcessInstance atVerify() {
    ProcessInstance item = start();
    complete(item, "register");
    complete(item, "investigate");
    complete(item, "obtainFix");
    complete(item, "deployFix");
    return item;
  }
}
