// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.bpmn.StreamModel;
import io.millrace.engine.FlowWatch;
import io.millrace.engine.HostTransactions;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.HistoryTexts;
import io.millrace.engine.internal.ProcessRuntime;
import io.millrace.engine.internal.UnitOfWork;
import io.millrace.engine.internal.store.FoundDatabase;
import io.millrace.engine.internal.store.StorableText;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.streams.EngineMigration;
import io.millrace.engine.internal.streams.Instruction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.GetNextIdBlockCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.jspecify.annotations.Nullable;

/** The process engine, configured shut, with Millrace's rows in its transactions. Thread-safe. */
public final class CamundaRuntime implements ProcessRuntime {
  private static final long CLOSE_SECONDS = 30;
  private static final int TIMER_LOCK_MILLIS = 60_000;
  private static final int TIMER_FIRST_WAIT_MILLIS = 1_000;
  private static final long TIMER_LONGEST_WAIT_MILLIS = 10_000;

  /** Well within the engine's column; the transitions keep the whole reason. */
  private static final int LONGEST_REASON = 1_000;

  private final ReadWriteLock gate = new ReentrantReadWriteLock();
  private final ProcessEngine engine;
  private final ProcessEngineConfigurationImpl configuration;
  private final @Nullable HostTransactions host;
  private final Attempts attempts;
  private volatile boolean closed;

  /**
   * @param name begins the names of threads
   * @param dataSource where the engine and Millrace keep their tables
   * @param host the host's transactions to take part in; null for transactions of its own
   * @param found what the database has already
   * @param units makes Millrace's side of each transaction
   * @param afterCommit is told after each commit what is left to do
   */
  public CamundaRuntime(
      String name,
      DataSource dataSource,
      @Nullable HostTransactions host,
      FoundDatabase found,
      Function<StoreMapper, UnitOfWork> units,
      Consumer<UnitOfWork.Left> afterCommit,
      @Nullable FlowWatch flows) {
    this.host = host;
    EarlyIds ids = new EarlyIds(name);
    EngineStart start =
        EngineStart.on(
            () -> {
              ProcessEngineConfigurationImpl fresh = configure(dataSource, host, flows);
              fresh.setIdGenerator(ids);
              fresh.setJobExecutor(new TimerExecutor(name));
              fresh.setSchemaOperationsCommand(new MissingTables(found));
              List<SessionFactory> sessions = new ArrayList<>(KnownAnswers.factories());
              sessions.add(new UnitOfWorkSession.Factory(units, afterCommit));
              fresh.setCustomSessionFactories(sessions);
              return fresh;
            });
    configuration = start.configuration();
    engine = start.engine();
    attempts = new Attempts(configuration, host);
    CommandExecutor alone = configuration.getCommandExecutorTxRequiresNew();
    ids.from(() -> alone.execute(new GetNextIdBlockCmd(EarlyIds.BLOCK)).getNextId());
  }

  private static ProcessEngineConfigurationImpl configure(
      DataSource dataSource, @Nullable HostTransactions host, @Nullable FlowWatch flows) {
    ProcessEngineConfigurationImpl configuration = new MillraceConfiguration(host);
    configuration.setProcessEngineName("millrace-" + UUID.randomUUID());
    configuration.setDataSource(dataSource);
    configuration.setHistory("full");
    configuration.setHistoryTimeToLive("P180D");
    KnownAnswers.use(configuration);
    configuration.setJobExecutorActivate(false);
    configuration.setFailedJobRetryTimeCycle(CamundaFailures.RETRY_PAUSES);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    configuration.setEnableCmdExceptionLogging(false);
    ShutEngine.shut(configuration);
    configuration.setCustomPreBPMNParseListeners(
        new ArrayList<>(List.of(new StepListeners(flows))));
    return configuration;
  }

  @Override
  public <T> T transaction(Function<UnitOfWork, T> work) {
    gate.readLock().lock();
    try {
      if (closed) {
        throw new InvalidStateException(
            "millrace",
            "Expected this Millrace to be open, but it was closed.",
            "build a new one, or close it later");
      }
      return attempts.run(context -> work.apply(UnitOfWorkSession.current().open()));
    } finally {
      gate.readLock().unlock();
    }
  }

  /**
   * Lets timers of streams run in this process, or no longer. Everything they need must be there by
   * now. A timer takes one short transaction: another node takes over soon from one that died.
   */
  public void runTimers(boolean run) {
    JobExecutor timers = configuration.getJobExecutor();
    if (run) {
      timers.setLockTimeInMillis(TIMER_LOCK_MILLIS);
      timers.setWaitTimeInMillis(TIMER_FIRST_WAIT_MILLIS);
      timers.setMaxWait(TIMER_LONGEST_WAIT_MILLIS);
      timers.start();
    } else {
      timers.shutdown();
    }
  }

  @Override
  public boolean isInHostTransaction() {
    return host != null && host.isActive();
  }

  @Override
  public String deploy(String name, byte[] model) {
    try {
      return engine
          .getRepositoryService()
          .createDeployment()
          .name(name)
          .addInputStream(name, new ByteArrayInputStream(model))
          .deployWithResult()
          .getDeployedProcessDefinitions()
          .get(0)
          .getId();
    } catch (ParseException e) {
      throw RefusedModel.exception(name, e);
    }
  }

  @Override
  public StreamModel model(String definition) {
    return attempts.run(context -> read(definition));
  }

  private StreamModel read(String definition) {
    RepositoryService repository = engine.getRepositoryService();
    String name = repository.getProcessDefinition(definition).getResourceName();
    try (InputStream in = repository.getProcessModel(definition)) {
      return new StreamModel(name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String start(
      String definition, @Nullable String message, String itemKey, Map<String, Object> variables) {
    if (message == null) {
      return engine
          .getRuntimeService()
          .createProcessInstanceById(definition)
          .businessKey(itemKey)
          .setVariables(variables)
          .execute()
          .getId();
    }
    MessageCorrelationBuilder start = engine.getRuntimeService().createMessageCorrelation(message);
    return start
        .processDefinitionId(definition)
        .processInstanceBusinessKey(itemKey)
        .setVariables(variables)
        .correlateStartMessage()
        .getId();
  }

  @Override
  public void completeTask(String engineRef, Map<String, Object> variables) {
    engine.getTaskService().complete(engineRef, variables);
  }

  @Override
  public void signal(String engineRef, Map<String, Object> variables) {
    engine.getRuntimeService().signal(engineRef, null, null, variables);
  }

  @Override
  public void retryHandler(String instance, String engineRef) {
    engine
        .getExternalTaskService()
        .createExternalTaskQuery()
        .processInstanceId(instance)
        .list()
        .stream()
        .filter(task -> task.getActivityInstanceId().equals(engineRef))
        .forEach(task -> engine.getExternalTaskService().setRetries(task.getId(), 1));
  }

  @Override
  public EngineMigration migration(String from, String to, List<Instruction> instructions) {
    return CamundaMigration.prepare(engine.getRuntimeService(), from, to, instructions);
  }

  @Override
  public void cancel(String instance, String reason) {
    String shown = StorableText.of(reason, LONGEST_REASON);
    engine.getRuntimeService().deleteProcessInstance(instance, shown);
  }

  @Override
  public void deleteHistory(List<String> instances) {
    if (!instances.isEmpty()) {
      engine.getHistoryService().deleteHistoricProcessInstancesIfExists(instances);
    }
  }

  @Override
  public HistoryTexts texts(List<String> instances, UnaryOperator<String> change) {
    return instances.isEmpty()
        ? new HistoryTexts(Map.of(), Set.of(), () -> {})
        : TextErasure.find(UnitOfWorkSession.engineTexts(), instances, change);
  }

  /** Runs statements in a transaction of their own, outside any command. */
  public void inOwnTransaction(Consumer<StoreMapper> statements) {
    HostTransactions transactions = host;
    if (transactions == null) {
      inSession(statements);
    } else {
      transactions.inNew(
          () -> {
            inSession(statements);
            return Boolean.TRUE;
          });
    }
  }

  private void inSession(Consumer<StoreMapper> statements) {
    try (SqlSession session = configuration.getSqlSessionFactory().openSession()) {
      statements.accept(session.getMapper(StoreMapper.class));
      session.flushStatements();
      session.commit(true);
    }
  }

  ProcessEngine engine() {
    return engine;
  }

  /** Lets running transactions end first, unless they take too long, and refuses new ones. */
  @Override
  public void close() {
    boolean alone = false;
    try {
      alone = gate.writeLock().tryLock(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closed = true;
    if (alone) {
      gate.writeLock().unlock();
    }
    engine.close();
  }
}
