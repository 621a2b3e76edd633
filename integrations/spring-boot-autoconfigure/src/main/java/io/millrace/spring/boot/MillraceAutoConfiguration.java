// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.Isolation;
import io.millrace.engine.Millrace;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Retention;
import io.millrace.plugin.Plugin;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Builds one {@link Millrace} from the application's properties and beans, unless it has one of its
 * own. Needs neither web nor actuator.
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration",
      "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration",
      "org.springframework.boot.autoconfigure.transaction.jta.JtaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
      "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration"
    })
@ConditionalOnProperty(
    prefix = "millrace",
    name = "enabled",
    havingValue = "true",
    matchIfMissing = true)
@EnableConfigurationProperties(MillraceProperties.class)
public class MillraceAutoConfiguration {

  /** Made by Spring. */
  public MillraceAutoConfiguration() {}

  /** Begins the work of the Millrace that is made here, if there is one. */
  @Bean
  @Lazy(false)
  BackgroundWork millraceBackgroundWork() {
    return new BackgroundWork();
  }

  /**
   * The one Millrace; closed before the DataSource that it uses. Never lazy: timers, handlers and
   * sinks have work as soon as the application runs.
   */
  @Bean(destroyMethod = "close")
  @Lazy(false)
  @ConditionalOnMissingBean
  @DependsOnDatabaseInitialization
  public Millrace millrace(
      MillraceProperties properties,
      ConfigurableListableBeanFactory factory,
      ResourceLoader resources,
      BackgroundWork work) {
    HostBeans beans = new HostBeans(factory);
    MillraceBuilder builder = Millrace.builder();
    new Databases(beans, properties.database()).apply(builder);
    apply(properties, builder);
    builder.backgroundWork(false);
    beans.one(Clock.class).ifPresent(builder::clock);
    beans.one(BuiltInOptions.class).ifPresent(builder::policies);
    beans.all(PackSource.class).forEach(builder::hostPack);
    StreamFiles.read(new PathMatchingResourcePatternResolver(resources), properties.streams())
        .forEach(builder::valueStream);
    beans.all(ValueStream.class).forEach(builder::valueStream);
    List<Plugin> plugins = beans.all(Plugin.class);
    plugins.forEach(builder::plugin);
    builder.plugin(new BeanPlugin(beans, plugins));
    beans.all(MillraceCustomizer.class).forEach(customizer -> customizer.customize(builder));
    Millrace millrace = builder.build();
    if (properties.backgroundWork()) {
      work.of(millrace);
    }
    return beans
        .one(MillraceDecorator.class)
        .map(decorator -> decorator.decorate(millrace))
        .orElse(millrace);
  }

  private static void apply(MillraceProperties properties, MillraceBuilder builder) {
    set(properties.timers(), builder::timers);
    set(properties.packs().poll(), builder::packPoll);
    set(properties.packs().tenantRules(), builder::tenantRules);
    set(properties.facts().budget(), builder::factSourceBudget);
    set(properties.handlers().budget(), builder::handlerBudget);
    set(properties.handlers().threads(), builder::handlerThreads);
    set(properties.handlers().attempts(), builder::handlerAttempts);
    set(properties.sinks().budget(), builder::sinkBudget);
    set(properties.sinks().attempts(), builder::sinkAttempts);
    set(properties.authorisation().budget(), builder::authorisationBudget);
    set(properties.clock().tolerance(), builder::clockTolerance);
    builder.isolation(isolation(properties.isolation()));
    builder.retention(retention(properties.retention()));
  }

  private static Isolation isolation(MillraceProperties.Isolation wanted) {
    Isolation usual = Isolation.defaults();
    return new Isolation(
        or(wanted.callsAtOnce(), usual.callsAtOnce()),
        or(wanted.failuresInARow(), usual.failuresInARow()),
        or(wanted.pause(), usual.pause()));
  }

  private static Retention retention(MillraceProperties.Retention wanted) {
    Retention usual = Retention.defaults();
    return new Retention(
        or(wanted.timeToLive(), usual.timeToLive()),
        or(wanted.commands(), usual.commands()),
        or(wanted.cleanUp(), usual.cleanUp()),
        or(wanted.every(), usual.every()));
  }

  private static <T> T or(@Nullable T wanted, T usual) {
    return wanted == null ? usual : wanted;
  }

  private static <T> void set(@Nullable T value, Consumer<T> setting) {
    if (value != null) {
      setting.accept(value);
    }
  }
}
