// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.model.DecisionPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.camunda.bpm.engine.test.junit5.ProcessEngineExtension;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The paths of one stream. A subclass names the stream and walks it; the last test asks whether the
 * walks took every sequence flow.
 *
 * <pre>{@code
 * ProcessInstance item = start();          // or start("monitoring")
 * answer("feedback", "ask", "true");       // before the decision is reached
 * complete(item, "investigate", "fixed");  // a person, a handler or a called stream
 * fire(item, "verifyReminder");            // a timer
 * assertThat(item).isWaitingAtExactly("verify");  // org.camunda.bpm.engine.test.assertions
 * }</pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AbstractStreamPaths {
  private static final PathEngine PATHS = PathEngine.shared();
  private static final ProcessEngine ENGINE = PATHS.engine();

  @RegisterExtension
  final ProcessEngineExtension extension =
      ProcessEngineExtension.builder().useProcessEngine(ENGINE).build();

  private final ValueStream stream;
  private @Nullable String definition;

  /** The paths of a built-in stream. */
  AbstractStreamPaths(String key) {
    this(ValueStreams.builtIn().find(key).orElseThrow());
  }

  AbstractStreamPaths(ValueStream stream) {
    this.stream = stream;
  }

  /** A stream that is not built in, from its file. */
  static ValueStream read(Path file) {
    try {
      return ValueStreams.read(file.getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  void deploy() {
    definition = PATHS.deploy(stream);
  }

  @BeforeEach
  void reset() {
    AbstractAssertions.init(ENGINE);
    PATHS.forgetAnswers();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void shouldHaveTakenEveryFlow() throws IOException {
    // given
    List<String> flows =
        Bpmn.readModelFromStream(stream.model().open())
            .getModelElementsByType(SequenceFlow.class)
            .stream()
            .map(SequenceFlow::getId)
            .toList();
    Set<String> taken = PATHS.taken(stream.key());

    // when
    StreamCoverage.report(stream.key(), flows.size(), taken.size());

    // then
    assertThat(taken).containsExactlyInAnyOrderElementsOf(flows);
  }

  /** Starts at the plain start. */
  final ProcessInstance start() {
    return ENGINE.getRuntimeService().startProcessInstanceById(requireNonNull(definition));
  }

  /** Starts at the message {@code <key>.<name>}. */
  final ProcessInstance start(String name) {
    return ENGINE
        .getRuntimeService()
        .createMessageCorrelation(stream.key() + "." + name)
        .processDefinitionId(requireNonNull(definition))
        .correlateStartMessage();
  }

  /** Sets one output of a decision point, which answers with nothing else. */
  final void answer(String point, String output, String value) {
    answer(point, Map.of(output, value));
  }

  /** Sets the outputs of a decision point from here on. */
  final void answer(String point, Map<String, String> outputs) {
    PATHS.answer(new DecisionPoint(point), outputs);
  }

  /** Completes the open step. */
  final void complete(ProcessInstance instance, String step) {
    complete(instance, step, Map.of());
  }

  /** Completes the open step with one of its declared results. */
  final void complete(ProcessInstance instance, String step, String result) {
    Step declared = stream.findStep(step).orElseThrow();
    assertThat(declared.results()).as("results of " + step).contains(result);
    complete(instance, step, Map.of(declared.resultVariable(), result));
  }

  /** Lets the timer go off, whatever the time. */
  final void fire(ProcessInstance instance, String timer) {
    Job job =
        ENGINE
            .getManagementService()
            .createJobQuery()
            .processInstanceId(instance.getId())
            .activityId(timer)
            .singleResult();
    assertThat(job).as("timer " + timer).isNotNull();
    ENGINE.getManagementService().executeJob(job.getId());
  }

  private static void complete(
      ProcessInstance instance, String step, Map<String, Object> variables) {
    Task task =
        ENGINE
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(instance.getId())
            .taskDefinitionKey(step)
            .singleResult();
    if (task != null) {
      ENGINE.getTaskService().complete(task.getId(), variables);
    } else if (!completeHandled(instance, step, variables)) {
      completeCalled(instance, step, variables);
    }
  }

  private static boolean completeHandled(
      ProcessInstance instance, String step, Map<String, Object> variables) {
    ExternalTask task =
        ENGINE
            .getExternalTaskService()
            .createExternalTaskQuery()
            .processInstanceId(instance.getId())
            .activityId(step)
            .singleResult();
    if (task == null) {
      return false;
    }
    ENGINE.getExternalTaskService().lock(task.getId(), "path", 1000);
    ENGINE.getExternalTaskService().complete(task.getId(), "path", variables);
    return true;
  }

  private static void completeCalled(
      ProcessInstance instance, String step, Map<String, Object> variables) {
    Execution execution =
        ENGINE
            .getRuntimeService()
            .createExecutionQuery()
            .processInstanceId(instance.getId())
            .activityId(step)
            .singleResult();
    assertThat(execution).as("open step " + step).isNotNull();
    ENGINE.getRuntimeService().signal(execution.getId(), variables);
  }
}
