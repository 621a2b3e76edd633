package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.UnitOfWork;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What {@code ${millrace.decide}} does: the process asks the policies. */
final class Decide implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    UnitOfWork unit = UnitOfWorkSession.current();
    Map<String, Object> known = new LinkedHashMap<>();
    execution
        .getVariables()
        .forEach(
            (name, value) -> {
              if (value != null) {
                known.put(name, value);
              }
            });
    unit.decide(
            execution.getProcessBusinessKey(),
            execution.getProcessDefinitionId(),
            execution.getCurrentActivityId(),
            known)
        .forEach(execution::setVariable);
  }
}
