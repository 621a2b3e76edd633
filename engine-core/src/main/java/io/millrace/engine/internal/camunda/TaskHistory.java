// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.Date;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricScopeInstanceEvent;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.jspecify.annotations.Nullable;

/**
 * Writes the process engine's history as it always is. Only when a task and its activity end, the
 * engine reads back when they began, to say how long they took: the task at hand knows that too.
 */
final class TaskHistory extends DbHistoryEventHandler {

  @Override
  protected void insertOrUpdate(HistoryEvent event) {
    TaskEntity task = isInitialEvent(event) || isInSession(event) ? null : task(event);
    if (task == null) {
      super.insertOrUpdate(event);
      return;
    }
    Date began = task.getCreateTime();
    ((HistoricScopeInstanceEvent) event).setStartTime(began);
    getDbEntityManager().merge(event);
  }

  private boolean isInSession(HistoryEvent event) {
    return getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) != null;
  }

  /** The task that the event is about, if it is one and the running command has read it. */
  private @Nullable TaskEntity task(HistoryEvent event) {
    if (event instanceof HistoricTaskInstanceEventEntity about) {
      return getDbEntityManager().getCachedEntity(TaskEntity.class, about.getTaskId());
    }
    if (event instanceof HistoricActivityInstanceEventEntity about) {
      for (TaskEntity task : getDbEntityManager().getCachedEntitiesByType(TaskEntity.class)) {
        boolean same =
            about.getActivityId().equals(task.getTaskDefinitionKey())
                && event.getExecutionId().equals(task.getExecutionId());
        if (same) {
          return task;
        }
      }
    }
    return null;
  }
}
