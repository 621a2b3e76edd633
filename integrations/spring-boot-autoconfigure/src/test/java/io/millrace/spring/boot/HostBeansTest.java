// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Millrace;
import io.millrace.engine.Receipt;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.Scope;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;

/** Which beans of an application Millrace takes, and that none that it should have is left out. */
public class HostBeansTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(MillraceAutoConfiguration.class))
          .withInitializer(
              started -> started.getBeanFactory().registerScope("request", new NoRequest()));

  /** For JUnit. */
  public HostBeansTest() {}

  /** A scope that is not active when the application starts. */
  private static final class NoRequest implements Scope {
    @Override
    public Object get(String name, ObjectFactory<?> factory) {
      throw new IllegalStateException("no request");
    }

    @Override
    public Object remove(String name) {
      throw new IllegalStateException("no request");
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback) {
      throw new IllegalStateException("no request");
    }

    @Override
    public Object resolveContextualObject(String key) {
      throw new IllegalStateException("no request");
    }

    @Override
    public String getConversationId() {
      return "none";
    }
  }

  private static JdbcDataSource database() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:beans-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    return source;
  }

  private static boolean hasMillrace(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getTables(null, "PUBLIC", "MR_OUTBOX", null).next();
    }
  }

  private static List<String> contributions(Millrace millrace) {
    return millrace.contributions().stream()
        .map(one -> one.port() + " " + one.name() + " of " + one.plugin())
        .toList();
  }

  /** What Millrace's clock says. */
  private static Instant now(Millrace millrace) {
    return submit(millrace, "NOW").item().openedAt();
  }

  private static Receipt submit(Millrace millrace, String id) {
    return millrace
        .as(Caller.system())
        .intake()
        .submit(Demand.builder(id).title("No mail").build());
  }

  /** A collection of beans that is a bean itself. */
  @Configuration(proxyBeanMethods = false)
  static class Several {
    @Bean
    DataSource dataSource() {
      return database();
    }

    @Bean
    Plugin single() {
      return new Cmdb();
    }

    @Bean
    List<Plugin> guards() {
      return List.of(new Cmdb());
    }
  }

  /** Spring would take the single bean alone, and say nothing of those in the list. */
  @Test
  public void shouldRefusePluginsInAList() {
    context
        .withUserConfiguration(Several.class)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(
                        "Expected each Plugin for Millrace to be a bean of its own, but guards has"
                            + " several in one bean."));
  }

  @Test
  public void shouldNotStartWithoutASinkThatWantsMillrace() {
    context
        .withUserConfiguration(Circle.class)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("Error creating bean with name 'circle'")
                    .hasStackTraceContaining("currently in creation"));
  }

  @Test
  public void shouldTakeASinkThatAsksForMillraceLater() {
    context
        .withUserConfiguration(Later.class)
        .run(
            started -> {
              submit(started.getBean(Millrace.class), "A");
              assertThat(Later.FOUND.poll(30, TimeUnit.SECONDS)).isEqualTo("A");
            });
  }

  @Test
  public void shouldNotStartWithoutAnAuthorisationThatCannotBeHad() {
    context
        .withUserConfiguration(Unproxied.class)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("'guard'")
                    .hasStackTraceContaining("no request"));
  }

  @Test
  public void shouldTakeTheProxyOfAScopedBeanAndNotItsTarget() {
    context
        .withUserConfiguration(Proxied.class)
        .run(
            started -> {
              assertThat(started).hasNotFailed();
              assertThat(contributions(started.getBean(Millrace.class)))
                  .filteredOn(line -> line.endsWith("of spring-beans"))
                  .hasSize(2)
                  .anyMatch(line -> line.startsWith("authorisation "))
                  .contains("event sink audit of spring-beans");
            });
  }

  @Test
  public void shouldTakeAPluginThatIsAPortOnce() {
    context
        .withBean("cmdb", Cmdb.class, Cmdb::new)
        .run(
            started ->
                assertThat(contributions(started.getBean(Millrace.class)))
                    .filteredOn(line -> line.startsWith("fact source cmdb"))
                    .containsExactly("fact source cmdb of cmdb-plugin"));
  }

  @Test
  public void shouldTakeAPortWhoseClassTurnsOutToBeAPlugin() {
    context
        .withUserConfiguration(Hidden.class)
        .run(
            started ->
                assertThat(contributions(started.getBean(Millrace.class)))
                    .contains("fact source cmdb of spring-beans"));
  }

  @Test
  public void shouldLeaveOutWhatSpringWouldNotInject() {
    context
        .withUserConfiguration(Absent.class)
        .run(
            started ->
                assertThat(contributions(started.getBean(Millrace.class)))
                    .noneMatch(line -> line.endsWith("of spring-beans")));
  }

  @Test
  public void shouldAskWhichOfTwoClocksIsMeant() {
    context
        .withBean("utc", Clock.class, Clock::systemUTC)
        .withBean("zoned", Clock.class, Clock::systemDefaultZone)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(
                        "Expected one bean of type Clock for Millrace, or a primary one, but there"
                            + " are utc, zoned.")
                    .hasStackTraceContaining("@Primary"));
    context
        .withBean("utc", Clock.class, Clock::systemUTC, bean -> bean.setPrimary(true))
        .withBean("zoned", Clock.class, Clock::systemDefaultZone)
        .run(started -> assertThat(started).hasNotFailed());
  }

  @Test
  public void shouldTakeBeansInTheirOrder() {
    context
        .withUserConfiguration(Ordered.class)
        .run(
            started ->
                assertThat(contributions(started.getBean(Millrace.class)))
                    .filteredOn(line -> line.startsWith("fact source "))
                    .containsExactly(
                        "fact source first of spring-beans",
                        "fact source second of spring-beans",
                        "fact source third of spring-beans"));
  }

  @Test
  public void shouldTakeBeansInTheOrderOfTheirRegistration() {
    context
        .withInitializer(
            started -> {
              register(started, "early", 2);
              register(started, "late", 1);
            })
        .run(
            started ->
                assertThat(contributions(started.getBean(Millrace.class)))
                    .filteredOn(line -> line.startsWith("fact source "))
                    .containsExactly(
                        "fact source late of spring-beans", "fact source early of spring-beans"));
  }

  private static void register(ConfigurableApplicationContext started, String name, int order) {
    RootBeanDefinition definition = new RootBeanDefinition(FactSource.class, () -> new Named(name));
    definition.setAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE, order);
    ((BeanDefinitionRegistry) started.getBeanFactory()).registerBeanDefinition(name, definition);
  }

  @Test
  public void shouldTakeThePrimaryBeanOfAParentContext() {
    Instant then = Instant.parse("2020-01-01T00:00:00Z");
    Clock stopped = Clock.fixed(then, ZoneOffset.UTC);
    new ApplicationContextRunner()
        .withBean("stopped", Clock.class, () -> stopped, bean -> bean.setPrimary(true))
        .run(
            parent ->
                context
                    .withParent(parent)
                    .withBean("utc", Clock.class, Clock::systemUTC)
                    .run(
                        started ->
                            assertThat(now(started.getBean(Millrace.class))).isEqualTo(then)));
  }

  @Test
  public void shouldTakeABeanOfAParentContextBesideOneThatIsNoCandidate() {
    Instant then = Instant.parse("2020-01-01T00:00:00Z");
    new ApplicationContextRunner()
        .withBean("stopped", Clock.class, () -> Clock.fixed(then, ZoneOffset.UTC))
        .run(
            parent ->
                context
                    .withParent(parent)
                    .withBean(
                        "utc",
                        Clock.class,
                        Clock::systemUTC,
                        bean -> bean.setAutowireCandidate(false))
                    .run(
                        started ->
                            assertThat(now(started.getBean(Millrace.class))).isEqualTo(then)));
  }

  @Test
  public void shouldTakeTheBeansOfAParentContext() {
    JdbcDataSource source = database();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    new ApplicationContextRunner()
        .withBean("dataSource", DataSource.class, () -> source)
        .withBean("audit", EventSink.class, () -> event -> heard.add(String.valueOf(event.item())))
        .run(
            parent ->
                context
                    .withParent(parent)
                    .run(
                        started -> {
                          submit(started.getBean(Millrace.class), "B");
                          assertThat(hasMillrace(source)).isTrue();
                          assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo("B");
                        }));
  }

  @Test
  public void shouldAskWhichDataSourceOfAParentContextIsMeant() {
    new ApplicationContextRunner()
        .withBean("tickets", DataSource.class, HostBeansTest::database)
        .withBean("reports", DataSource.class, HostBeansTest::database)
        .run(
            parent ->
                context
                    .withParent(parent)
                    .run(
                        started ->
                            assertThat(started.getStartupFailure())
                                .hasStackTraceContaining(
                                    "Expected one bean of type DataSource for Millrace, or a"
                                        + " primary one, but there are tickets, reports.")
                                .hasStackTraceContaining(
                                    "Maybe name one in millrace.database.data-source")));
  }

  @Test
  public void shouldWorkWhereBeansAreLazy() {
    context
        .withInitializer(
            started ->
                started.addBeanFactoryPostProcessor(
                    new LazyInitializationBeanFactoryPostProcessor()))
        .run(
            started -> assertThat(started.getBeanFactory().containsSingleton("millrace")).isTrue());
  }

  @Test
  public void shouldBeginItsWorkWhenAllBeansAreThere() {
    JdbcDataSource source = database();
    ApplicationContextRunner onSource =
        context
            .withBean("dataSource", DataSource.class, () -> source)
            .withUserConfiguration(Starting.class);

    onSource
        .withPropertyValues("millrace.background-work=false")
        .run(
            started -> {
              submit(started.getBean(Millrace.class), "C");
              assertThat(Starting.HEARD.poll(3, TimeUnit.SECONDS)).isNull();
            });
    onSource.run(
        started -> assertThat(Starting.HEARD.poll(30, TimeUnit.SECONDS)).isEqualTo("C, ready"));
  }

  /** An application that has still something to do when its beans are there. */
  @Configuration(proxyBeanMethods = false)
  public static class Starting implements SmartInitializingSingleton {
    static final BlockingQueue<String> HEARD = new LinkedBlockingQueue<>();

    private volatile boolean ready;

    /** Made by Spring. */
    public Starting() {}

    @Override
    public void afterSingletonsInstantiated() {
      try {
        Thread.sleep(2_000); // two rounds of a sink
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ready = true;
    }

    /** Says whether it was called too early. */
    @Bean
    public EventSink audit() {
      return event -> HEARD.add(event.item() + (ready ? ", ready" : ", too early"));
    }
  }

  /** A sink that needs Millrace, which needs its sinks. */
  @Configuration(proxyBeanMethods = false)
  public static class Circle {
    /** Made by Spring. */
    public Circle() {}

    /** In a circle. */
    @Bean
    public EventSink circle(Millrace millrace) {
      return event -> submit(millrace, "never");
    }
  }

  /** A sink that asks for Millrace when it works. */
  @Configuration(proxyBeanMethods = false)
  public static class Later {
    static final BlockingQueue<String> FOUND = new LinkedBlockingQueue<>();

    /** Made by Spring. */
    public Later() {}

    /** In no circle. */
    @Bean
    public EventSink later(ObjectProvider<Millrace> millrace) {
      return event ->
          FOUND.add(
              millrace
                  .getObject()
                  .as(Caller.system())
                  .work()
                  .find(Objects.requireNonNull(event.item()))
                  .orElseThrow()
                  .id());
    }
  }

  /** An authorisation of each request, as it must not be. */
  @Configuration(proxyBeanMethods = false)
  public static class Unproxied {
    /** Made by Spring. */
    public Unproxied() {}

    /** There only with a request. */
    @Bean
    @org.springframework.context.annotation.Scope("request")
    public Authorisation guard() {
      return question -> Authorisation.Answer.deny("never asked");
    }
  }

  /** An authorisation and a sink of each request, as they can be. */
  @Configuration(proxyBeanMethods = false)
  public static class Proxied {
    /** Made by Spring. */
    public Proxied() {}

    /** Behind a proxy that is always there. */
    @Bean
    @org.springframework.context.annotation.Scope(
        value = "request",
        proxyMode = ScopedProxyMode.INTERFACES)
    public Authorisation guard() {
      return question -> Authorisation.Answer.deny("never asked");
    }

    /** Behind a proxy, too. */
    @Bean
    @org.springframework.context.annotation.Scope(
        value = "request",
        proxyMode = ScopedProxyMode.INTERFACES)
    public EventSink audit() {
      return event -> {};
    }
  }

  /** A plugin of which Spring knows no more than that it is a port. */
  @Configuration(proxyBeanMethods = false)
  public static class Hidden {
    /** Made by Spring. */
    public Hidden() {}

    /** Made when it is asked for. */
    @Bean
    @Lazy
    public FactSource hidden() {
      return new Cmdb();
    }
  }

  /** Beans that nobody is given who asks for their type. */
  @Configuration(proxyBeanMethods = false)
  public static class Absent {
    /** Made by Spring. */
    public Absent() {}

    /** Switched off. */
    @Bean
    @Nullable EventSink off() {
      return null;
    }

    /** Switched off, too. */
    @Bean
    @Nullable Authorisation guard() {
      return null;
    }

    /** For those who ask by a qualifier. */
    @Bean(defaultCandidate = false)
    public FactSource other() {
      return new Named("other");
    }
  }

  /** Fact sources in an order that is not that of their names or of this file. */
  @Configuration(proxyBeanMethods = false)
  public static class Ordered {
    /** Made by Spring. */
    public Ordered() {}

    /** In the middle. */
    @Bean
    @Order(2)
    public FactSource aSource() {
      return new Named("second");
    }

    /** At the end. */
    @Bean
    @Order(3)
    public FactSource bSource() {
      return new Named("third");
    }

    /** At the start. */
    @Bean
    @Order(1)
    public FactSource cSource() {
      return new Named("first");
    }
  }

  private static class Named implements FactSource {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> provides() {
      return Set.of("service." + name);
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      return Map.of();
    }
  }

  private static final class Cmdb extends Named implements Plugin {
    Cmdb() {
      super("cmdb");
    }

    @Override
    public String id() {
      return "cmdb-plugin";
    }

    @Override
    public void contribute(Contributions to) {
      to.factSource(this);
    }
  }
}
