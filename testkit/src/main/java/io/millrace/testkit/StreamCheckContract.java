// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.bpmn.ValueStreams;
import io.millrace.model.StreamView;
import io.millrace.plugin.port.StreamCheck;
import io.millrace.plugin.port.StreamCheck.Finding;
import io.millrace.plugin.port.StreamCheck.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link StreamCheck}. Extend it in the plugin's tests, and say where
 * the check comes from, a model that it lets pass, and one that it refuses. JUnit 5 runs the tests;
 * each makes a check of its own.
 */
public abstract class StreamCheckContract {
  /** How long a call may take before Millrace ends it. */
  private static final Duration BUDGET = Duration.ofSeconds(5);

  /** For subclasses. */
  protected StreamCheckContract() {}

  /** The check to test. */
  protected abstract StreamCheck check();

  /** The BPMN of a value stream in which it finds no error. */
  protected abstract byte[] good();

  /** The BPMN of a value stream in which it finds an error, and Millrace's own checks find none. */
  protected abstract byte[] bad();

  @Test
  void shouldLetAGoodModelPass() {
    assertEquals(
        List.of(), errors(findings(check(), view(good()))), "Expected no error in the good model.");
  }

  @Test
  void shouldRefuseABadModel() {
    assertFalse(
        errors(findings(check(), view(bad()))).isEmpty(), "Expected an error in the bad model.");
  }

  @Test
  void shouldNameElementsOfTheModel() {
    StreamView stream = view(bad());
    for (Finding finding : findings(check(), stream)) {
      String element = finding.element();
      assertTrue(
          element == null
              || stream.findNode(element).isPresent()
              || stream.flows().stream().anyMatch(flow -> flow.id().equals(element)),
          "Expected the id of a node or flow of the model, but got '" + element + "'.");
    }
  }

  @Test
  void shouldSayWhatIsWrongAndWhatToDo() {
    for (Finding finding : findings(check(), view(bad()))) {
      String problem = finding.problem();
      String advice = finding.advice();
      assertTrue(
          problem.startsWith("Expected ") && problem.endsWith("."),
          "Expected a problem like 'Expected this, but that.', but got '" + problem + "'.");
      assertFalse(
          advice.isBlank() || advice.endsWith(".") || advice.startsWith("Maybe"),
          "Expected advice without 'Maybe' and the full stop, but got '" + advice + "'.");
    }
  }

  @Test
  void shouldFindTheSameAgain() {
    StreamCheck check = check();
    List<Finding> first = findings(check, view(bad()));
    findings(check, view(good()));

    assertEquals(first, findings(check, view(bad())), "Expected to find the same again.");
    assertEquals(first, findings(check(), view(bad())), "Expected to find the same elsewhere.");
  }

  @Test
  void shouldTakeAnyModel() {
    StreamCheck check = check();

    ValueStreams.builtIn().forEach(stream -> findings(check, ValueStreams.view(stream)));
  }

  private static StreamView view(byte[] model) {
    return ValueStreams.view(ValueStreams.read("model.bpmn", model));
  }

  private static List<Finding> findings(StreamCheck check, StreamView stream) {
    List<Finding> findings =
        assertTimeoutPreemptively(
            BUDGET, () -> check.check(stream), "Expected an answer within Millrace's budget.");
    assertNotNull(findings, "Expected a list, if need be an empty one, but got null.");
    for (Finding finding : new ArrayList<>(findings)) {
      assertNotNull(finding, "Expected findings, but one is null.");
      assertNotNull(finding.severity(), "Expected a severity, but it is null.");
      assertNotNull(finding.problem(), "Expected a problem, but it is null.");
      assertNotNull(finding.advice(), "Expected advice, but it is null.");
    }
    return findings;
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(one -> one.severity() == Severity.ERROR).toList();
  }
}
