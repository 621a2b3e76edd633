// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.HostTransactions;
import io.millrace.engine.internal.store.InstantHandler;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.UuidHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that keeps times in UTC, has no decision tables of the engine's own, and no
 * subscriptions of start events. Millrace starts an instance of one definition that it names, so
 * that nobody has to find a definition by a message; subscriptions would be one more thing to
 * write, and would refuse a message name that another stream of another tenant uses already.
 */
final class MillraceConfiguration extends StandaloneProcessEngineConfiguration {
  private final @Nullable HostTransactions host;

  /**
   * @param host the transactions to take part in; null for transactions of the engine's own
   */
  MillraceConfiguration(@Nullable HostTransactions host) {
    this.host = host;
    if (host != null) {
      transactionsExternallyManaged = true;
      transactionContextFactory = HostTransactionContext::new;
    }
  }

  @Override
  protected Collection<? extends CommandInterceptor> getDefaultCommandInterceptorsTxRequired() {
    return around(super.getDefaultCommandInterceptorsTxRequired(), false);
  }

  @Override
  protected Collection<? extends CommandInterceptor> getDefaultCommandInterceptorsTxRequiresNew() {
    return around(super.getDefaultCommandInterceptorsTxRequiresNew(), true);
  }

  private Collection<? extends CommandInterceptor> around(
      Collection<? extends CommandInterceptor> usual, boolean alwaysNew) {
    return host == null ? usual : HostTransactionInterceptor.within(usual, this, host, alwaysNew);
  }

  /** Where the engine's mappings say who reads and writes a type: before the first of them. */
  private static final String SETTINGS_END = "</settings>";

  @Override
  protected InputStream getMyBatisXmlConfigurationSteam() {
    try (InputStream usual = super.getMyBatisXmlConfigurationSteam()) {
      String mappings = new String(usual.readAllBytes(), StandardCharsets.UTF_8);
      if (!mappings.contains(SETTINGS_END)) {
        throw new IllegalStateException("The engine's list of mappings has no settings.");
      }
      String dates =
          "<typeHandlers><typeHandler javaType=\"java.util.Date\" handler=\""
              + UtcDates.class.getName()
              + "\"/></typeHandlers>";
      return new ByteArrayInputStream(
          mappings.replace(SETTINGS_END, SETTINGS_END + dates).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Adds Millrace's statements before anything can run one: adding a statement is not thread-safe,
   * not even beside a thread that runs another one.
   */
  @Override
  protected void initSqlSessionFactory() {
    super.initSqlSessionFactory();
    Configuration mappings = sqlSessionFactory.getConfiguration();
    mappings.getTypeHandlerRegistry().register(UUID.class, new UuidHandler());
    mappings.getTypeHandlerRegistry().register(Instant.class, new InstantHandler());
    mappings.addMapper(StoreMapper.class);
    mappings.addMapper(EngineTables.class);
    mappings.addMapper(FailureTables.class);
    mappings.addMapper(EngineTexts.class);
    mappings.addMapper(QueueTables.class);
  }

  @Override
  protected BpmnDeployer getBpmnDeployer() {
    BpmnDeployer usual = super.getBpmnDeployer();
    BpmnDeployer deployer = new WithoutSubscriptions();
    deployer.setExpressionManager(usual.getExpressionManager());
    deployer.setBpmnParser(usual.getBpmnParser());
    deployer.setIdGenerator(usual.getIdGenerator());
    return deployer;
  }

  /** Policies decide: the engine's own decision tables would start an interpreter for nobody. */
  @Override
  protected void initDmnEngine() {
    // there is none
  }

  private static final class WithoutSubscriptions extends BpmnDeployer {
    @Override
    protected void adjustStartEventSubscriptions(
        ProcessDefinitionEntity newest, ProcessDefinitionEntity before) {
      // there are none
    }
  }
}
