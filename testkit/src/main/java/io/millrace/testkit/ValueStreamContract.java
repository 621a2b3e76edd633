// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a value stream that a plugin brings. Extend it in the plugin's tests,
 * and say where the model comes from. JUnit 5 runs the tests.
 */
public abstract class ValueStreamContract {
  /** For subclasses. */
  protected ValueStreamContract() {}

  /** The bytes of the BPMN file. */
  protected abstract byte[] model();

  /** The names of the step handlers that the plugin brings. */
  protected Set<String> handlers() {
    return Set.of();
  }

  /** The names of decision points that the plugin's policy packs declare. */
  protected Set<String> decisionPoints() {
    return Set.of();
  }

  /** The keys of other value streams that the plugin brings. */
  protected Set<String> streams() {
    return Set.of();
  }

  @Test
  void shouldHaveNoErrorAndNoWarning() {
    CheckReport report = ValueStreams.check("model.bpmn", model(), installation());
    List<ModelProblem> problems =
        report.problems().stream().filter(one -> one.severity() != Severity.INFO).toList();

    assertEquals(List.of(), problems, "Expected a model in which the checks find nothing.");
  }

  @Test
  void shouldHaveStepsAndAPlainStart() {
    ValueStream stream = ValueStreams.read("model.bpmn", model());

    assertTrue(!stream.steps().isEmpty(), "Expected a stream with steps.");
    assertTrue(stream.findPlainStart().isPresent(), "Expected a start that waits for no message.");
  }

  @Test
  void shouldBeTheSameAgain() {
    assertArrayEquals(
        model(), model(), "Expected the same bytes at each start: others are a new version.");
  }

  private Installation installation() {
    Set<String> points = new TreeSet<>(Installation.standard().findDecisionPoints().orElseThrow());
    points.addAll(decisionPoints());
    Set<String> keys = new TreeSet<>(streams());
    ValueStreams.builtIn().forEach(stream -> keys.add(stream.key()));
    return Installation.standard()
        .withHandlers(handlers())
        .withDecisionPoints(points)
        .withStreams(keys);
  }
}
