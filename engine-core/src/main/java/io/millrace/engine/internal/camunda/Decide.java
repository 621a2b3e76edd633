// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** What {@code ${millrace.decide}} does: the process asks the policies. */
final class Decide implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    UnitOfWorkSession.news()
        .decide(
            execution.getProcessBusinessKey(),
            execution.getProcessDefinitionId(),
            execution.getCurrentActivityId())
        .forEach(execution::setVariable);
  }
}
