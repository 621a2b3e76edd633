// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.Arrival;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/**
 * A call activity: waits while a work item of its own runs the called value stream. Takes the place
 * of the engine's call, whose subprocess instance could neither be cancelled, moved or migrated
 * alone, nor outlive the step.
 */
final class CallBehavior extends AbstractBpmnActivityBehavior {

  @Override
  public void execute(ActivityExecution execution) {
    Arrival arrival =
        new Arrival(
            execution.getProcessBusinessKey(),
            execution.getProcessDefinitionId(),
            execution.getProcessInstanceId(),
            execution.getCurrentActivityId(),
            execution.getId(),
            null);
    Optional<Map<String, Object>> result =
        UnitOfWorkSession.news().called(arrival, execution::getVariable);
    if (result.isPresent()) {
      execution.setVariables(result.get());
      leave(execution);
    }
  }

  @Override
  public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object data) {
    leave(execution);
  }
}
