package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreLiveServicePathsTest extends AbstractStreamPaths {
  RestoreLiveServicePathsTest() {
    super("restore-live-service");
  }

  @BeforeEach
  void answer() {
    answer("classification", "kind", "incident");
    answer("feedback", "ask", "false");
  }

  @Test
  void shouldEndEarlyWhenTheFirstAttemptFixesIt() {
    // given
    ProcessInstance item = start();

    // when
    complete(item, "register");
    complete(item, "investigate", "fixed");

    // then
    assertThat(item)
        .hasPassedInOrder("reclassify", "resolvedAtFirstAttempt", "closedAtFirstAttempt")
        .isEnded();
  }

  @ParameterizedTest
  @CsvSource({"specialist, obtainFix", "vendorPatch, fetchVendorPatch", "outsourced, outsourceFix"})
  void shouldObtainAFixFromSomebodyElse(String result, String step) {
    // given
    ProcessInstance item = start();
    complete(item, "register");

    // when
    complete(item, "investigate", result);
    complete(item, step);
    complete(item, "deployFix");

    // then
    assertThat(item).hasPassed("resolved").hasNotPassed("closed").isWaitingAtExactly("verify");
    complete(item, "verify", "restored");
    assertThat(item).hasPassedInOrder("resolved", "closed", "sampleFeedback").isEnded();
  }
}
