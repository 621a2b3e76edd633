// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * The peer: Camunda 7 with the same BPMN and history full, driven through its public API. Its
 * delegates decide nothing; the one whose answer a gateway reads sets that one variable.
 * Thread-safe.
 */
public final class BareCamunda implements AutoCloseable {
  private static final String MODEL = "restore-live-service.bpmn";

  private final ProcessEngine engine;

  private BareCamunda(ProcessEngine engine) {
    this.engine = engine;
  }

  /**
   * Starts the engine and deploys the model.
   *
   * @param tables whether DMN and CMMN are on, as they are unless a host turns them off
   * @param timers whether the job executor runs
   */
  public static BareCamunda start(DataSource database, boolean tables, boolean timers) {
    ProcessEngineConfigurationImpl configuration = new StandaloneProcessEngineConfiguration();
    configuration.setProcessEngineName("bare-" + System.identityHashCode(database));
    configuration.setDataSource(database);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(timers);
    configuration.setDmnEnabled(tables);
    configuration.setCmmnEnabled(tables);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    JavaDelegate decide =
        execution -> {
          if (execution.getCurrentActivityId().equals("sampleFeedback")) {
            execution.setVariable("feedback_ask", "false");
          }
        };
    configuration.setBeans(new HashMap<>(Map.of("millrace", Map.of("decide", decide))));
    ProcessEngine engine = configuration.buildProcessEngine();
    try (InputStream model = BareCamunda.class.getResourceAsStream("/value-streams/" + MODEL)) {
      engine.getRepositoryService().createDeployment().addInputStream(MODEL, model).deploy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BareCamunda(engine);
  }

  /** Starts an instance; gives its id. */
  public String startInstance(String businessKey, Map<String, Object> variables) {
    ProcessInstance instance =
        engine
            .getRuntimeService()
            .startProcessInstanceByKey("restore-live-service", businessKey, variables);
    return instance.getId();
  }

  /** Starts many instances in one transaction, as one command; by business key, with variables. */
  public void startInstances(Map<String, Map<String, Object>> instances) {
    if (instances.size() == 1) {
      instances.forEach(this::startInstance);
      return;
    }
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            context -> {
              instances.forEach(this::startInstance);
              return null;
            });
  }

  /** How many tasks wait. */
  public long waitingTasks() {
    return engine.getTaskService().createTaskQuery().count();
  }

  /** The id of the only open task of an instance, which must be the given step. */
  public String findTask(String instance, String step) {
    List<Task> tasks = engine.getTaskService().createTaskQuery().processInstanceId(instance).list();
    if (tasks.size() != 1 || !tasks.get(0).getTaskDefinitionKey().equals(step)) {
      throw new IllegalStateException("Expected the step " + step + ", but found " + tasks + ".");
    }
    return tasks.get(0).getId();
  }

  /** Claims a task. */
  public void claim(String task, String user) {
    engine.getTaskService().claim(task, user);
  }

  /** Completes a task. */
  public void complete(String task, Map<String, Object> variables) {
    engine.getTaskService().complete(task, variables);
  }

  /** Hands a task to somebody, or back to the queue. */
  public void assign(String task, @Nullable String user) {
    engine.getTaskService().setAssignee(task, user);
  }

  /** Sets variables of an instance. */
  public void setVariables(String instance, Map<String, Object> variables) {
    engine.getRuntimeService().setVariables(instance, variables);
  }

  /** Starts a further instance at the start for reopened incidents; gives its id. */
  public String reopen(String businessKey) {
    return engine
        .getRuntimeService()
        .startProcessInstanceByMessage("restore-live-service.reopened", businessKey)
        .getId();
  }

  /** How many instances have ended. */
  public long ended() {
    return engine.getHistoryService().createHistoricProcessInstanceQuery().finished().count();
  }

  @Override
  public void close() {
    engine.close();
  }
}
