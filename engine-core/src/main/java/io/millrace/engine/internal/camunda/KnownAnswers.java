// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.producer.CacheAwareHistoryEventProducer;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Managers of the process engine that do not ask the database what is known already. Whenever a
 * task ends, the engine looks for its subtasks, its candidates and its own variables: Millrace's
 * engine has none of them, since models are checked and nobody else can reach it. It also reads its
 * definition anew in each command, in case somebody has suspended it: nobody can.
 */
final class KnownAnswers {
  private KnownAnswers() {}

  /** Makes an engine that is not built yet ask no more than it needs. */
  static void use(ProcessEngineConfigurationImpl engine) {
    engine.setHistoryEventProducer(new Producer());
    engine.setHistoryEventHandler(new TaskHistory());
    // whoever deletes history finds it by its instance: no row needs to know when it may go
    engine.setHistoryRemovalTimeStrategy(
        ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
    engine.setHistoryCleanupStrategy(
        ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);
  }

  /** These take the place of the engine's own managers. */
  static List<SessionFactory> factories() {
    return List.of(
        new Factory(TaskManager.class, Tasks::new),
        new Factory(IdentityLinkManager.class, Candidates::new),
        new Factory(VariableInstanceManager.class, Variables::new),
        new Factory(ProcessDefinitionManager.class, Definitions::new));
  }

  private record Factory(Class<?> getSessionType, Supplier<Session> sessions)
      implements SessionFactory {
    @Override
    public Session openSession() {
      return sessions.get();
    }
  }

  /** A task has no subtasks, and its execution has no other task. */
  private static final class Tasks extends TaskManager {
    @Override
    public List<Task> findTasksByParentTaskId(String task) {
      return List.of();
    }

    @Override
    public List<TaskEntity> findTasksByExecutionId(String execution) {
      for (TaskEntity task : getDbEntityManager().getCachedEntitiesByType(TaskEntity.class)) {
        if (execution.equals(task.getExecutionId())) {
          return new ArrayList<>(List.of(task));
        }
      }
      return super.findTasksByExecutionId(execution);
    }
  }

  /** A task is offered to nobody by the engine: Millrace has worklists of its own. */
  private static final class Candidates extends IdentityLinkManager {
    @Override
    public List<IdentityLinkEntity> findIdentityLinksByTaskId(String task) {
      return List.of();
    }
  }

  /** All variables are those of the process. */
  private static final class Variables extends VariableInstanceManager {
    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskId(String task) {
      return List.of();
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByTaskIdAndVariableNames(
        String task, Collection<String> names) {
      return List.of();
    }
  }

  /** A definition that this process has parsed does not change any more. */
  private static final class Definitions extends ProcessDefinitionManager {
    @Override
    public @Nullable ProcessDefinitionEntity getCachedResourceDefinitionEntity(String id) {
      ProcessDefinitionEntity read = super.getCachedResourceDefinitionEntity(id);
      return read == null ? parsed(id) : read;
    }
  }

  /** Tells what happens in the words of the definition, like any history of the engine. */
  private static final class Producer extends CacheAwareHistoryEventProducer {
    @Override
    protected @Nullable ProcessDefinitionEntity getProcessDefinitionEntity(String id) {
      ProcessDefinitionEntity parsed = parsed(id);
      return parsed == null ? super.getProcessDefinitionEntity(id) : parsed;
    }
  }

  private static @Nullable ProcessDefinitionEntity parsed(String definition) {
    return Context.getProcessEngineConfiguration()
        .getDeploymentCache()
        .findProcessDefinitionFromCache(definition);
  }
}
