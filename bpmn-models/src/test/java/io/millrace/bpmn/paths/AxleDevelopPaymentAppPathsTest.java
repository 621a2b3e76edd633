// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.nio.file.Path;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;

class AxleDevelopPaymentAppPathsTest extends AbstractStreamPaths {
  AxleDevelopPaymentAppPathsTest() {
    super(read(Path.of("../examples/axle/src/main/resources/axle/axle-develop-payment-app.bpmn")));
  }

  @Test
  void shouldDevelopTheApp() {
    // given
    ProcessInstance item = start();
    complete(item, "understandRequirements");

    // when
    complete(item, "makeBusinessCase", "go");

    // then
    assertThat(item).hasPassed("goAhead").isWaitingAtExactly("designApp");
    complete(item, "designApp");
    complete(item, "buildApp");
    complete(item, "deployApp");
    complete(item, "operateService");
    assertThat(item).hasPassedInOrder("released", "inUse").isEnded();
  }

  @Test
  void shouldNotDevelopAnAppWithoutABusinessCase() {
    // given
    ProcessInstance item = start();
    complete(item, "understandRequirements");

    // when
    complete(item, "makeBusinessCase", "noGo");

    // then
    assertThat(item).hasPassed("notApproved").hasNotPassed("goAhead").isEnded();
  }
}
