// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.FlowWatch;
import io.millrace.engine.internal.Arrival;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.jspecify.annotations.Nullable;

/** Makes every parsed process tell the unit of work which steps and milestones it comes to. */
final class StepListeners extends AbstractBpmnParseListener {
  private static final String TOPIC = "topic";
  private static final Namespace CAMUNDA = new Namespace("http://camunda.org/schema/1.0/bpmn");

  private static final TaskListener TASK_ARRIVED =
      task ->
          UnitOfWorkSession.news()
              .arrived(
                  new Arrival(
                      itemKey(task),
                      task.getProcessDefinitionId(),
                      task.getProcessInstanceId(),
                      task.getTaskDefinitionKey(),
                      task.getId(),
                      null));

  private static final TaskListener TASK_LEFT =
      task -> UnitOfWorkSession.news().left(itemKey(task), task.getId());

  private static final ExecutionListener HANDLER_LEFT =
      execution ->
          UnitOfWorkSession.news()
              .left(execution.getProcessBusinessKey(), execution.getActivityInstanceId());

  private static final ExecutionListener CALL_LEFT =
      execution ->
          UnitOfWorkSession.news().left(execution.getProcessBusinessKey(), execution.getId());

  private static final ExecutionListener TIMED_OUT =
      execution ->
          UnitOfWorkSession.news()
              .timedOut(
                  execution.getProcessBusinessKey(),
                  execution.getProcessDefinitionId(),
                  execution.getCurrentActivityId());

  private static final ExecutionListener EVENT_PASSED =
      execution ->
          UnitOfWorkSession.news()
              .passed(
                  execution.getProcessBusinessKey(),
                  execution.getProcessDefinitionId(),
                  execution.getCurrentActivityId());

  private static final ExecutionListener INSTANCE_ENDED =
      execution ->
          UnitOfWorkSession.news()
              .ended(
                  execution.getProcessBusinessKey(),
                  execution.getProcessDefinitionId(),
                  execution.getProcessInstanceId());

  private final @Nullable FlowWatch flows;

  /**
   * @param flows hears of each sequence flow that is taken; null if nobody does
   */
  StepListeners(@Nullable FlowWatch flows) {
    this.flows = flows;
  }

  @Override
  public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
    FlowWatch watch = flows;
    if (watch != null) {
      ExecutionListener taken = execution -> watch.taken(streamOf(execution), transition.getId());
      transition.addListener(ExecutionListener.EVENTNAME_TAKE, taken);
    }
  }

  /** The engine's id of a definition begins with the key of its process. */
  private static String streamOf(DelegateExecution execution) {
    String definition = execution.getProcessDefinitionId();
    return definition.substring(0, definition.indexOf(':'));
  }

  @Override
  public void parseProcess(Element element, ProcessDefinitionEntity definition) {
    definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, INSTANCE_ENDED);
  }

  @Override
  public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (activity.getActivityBehavior() instanceof UserTaskActivityBehavior behavior) {
      TaskDefinition task = behavior.getTaskDefinition();
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, TASK_ARRIVED);
      task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, TASK_LEFT);
    }
  }

  @Override
  public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
    if (activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) {
      String topic = element.attributeNS(CAMUNDA, TOPIC);
      ExecutionListener arrived = execution -> handlerArrived(execution, topic);
      activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, arrived);
      activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, HANDLER_LEFT);
    }
  }

  @Override
  public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
    activity.setActivityBehavior(new CallBehavior());
    activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, CALL_LEFT);
  }

  @Override
  public void parseBoundaryTimerEventDefinition(
      Element element, boolean interrupting, ActivityImpl event) {
    event.addBuiltInListener(ExecutionListener.EVENTNAME_START, TIMED_OUT);
  }

  @Override
  public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl event) {
    event.addBuiltInListener(ExecutionListener.EVENTNAME_END, EVENT_PASSED);
  }

  @Override
  public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl event) {
    event.addBuiltInListener(ExecutionListener.EVENTNAME_START, EVENT_PASSED);
  }

  private static void handlerArrived(DelegateExecution execution, String topic) {
    UnitOfWorkSession.news()
        .arrived(
            new Arrival(
                execution.getProcessBusinessKey(),
                execution.getProcessDefinitionId(),
                execution.getProcessInstanceId(),
                execution.getCurrentActivityId(),
                execution.getActivityInstanceId(),
                topic));
  }

  private static String itemKey(DelegateTask task) {
    return task.getExecution().getProcessBusinessKey();
  }
}
