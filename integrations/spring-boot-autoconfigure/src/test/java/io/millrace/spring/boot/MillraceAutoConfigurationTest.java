// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.NotAllowedException;
import io.millrace.engine.NotFoundException;
import io.millrace.event.Event;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.Authorisation;
import io.millrace.plugin.port.CallerSource;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.StepHandler;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an application gets by having the starter, and what it does not get. */
public class MillraceAutoConfigurationTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final BlockingQueue<Event> EVENTS = new LinkedBlockingQueue<>();

  private final String url =
      "jdbc:h2:mem:boot-" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  MillraceAutoConfiguration.class, MillraceMetricsAutoConfiguration.class));

  /** For JUnit. */
  public MillraceAutoConfigurationTest() {}

  private ApplicationContextRunner withDatabase() {
    return context.withBean(
        "dataSource",
        DataSource.class,
        () -> {
          HikariConfig config = new HikariConfig();
          config.setJdbcUrl(url);
          return new HikariDataSource(config);
        });
  }

  private ApplicationContextRunner withTransactions() {
    return withDatabase().withUserConfiguration(Transactions.class);
  }

  /** The host's transactions. */
  @Configuration(proxyBeanMethods = false)
  public static class Transactions {
    /** Made by Spring. */
    public Transactions() {}

    /** Of the one database. */
    @Bean
    public PlatformTransactionManager transactionManager(DataSource dataSource) {
      return new DataSourceTransactionManager(dataSource);
    }
  }

  private List<String> tables() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select TABLE_NAME from INFORMATION_SCHEMA.TABLES where TABLE_SCHEMA = 'PUBLIC'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("millrace"))
        .toList();
  }

  @Test
  public void shouldTakePartInTheHostsTransactionsWithItsBeans() throws Exception {
    FactSource cmdb =
        new FactSource() {
          @Override
          public String name() {
            return "cmdb";
          }

          @Override
          public Set<String> provides() {
            return Set.of("service");
          }

          @Override
          public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
            return Map.of();
          }
        };
    StepHandler mender =
        new StepHandler() {
          @Override
          public String name() {
            return "mender";
          }

          @Override
          public Completion handle(Task task) {
            return Completion.done();
          }
        };
    withTransactions()
        .withBean("audit", EventSink.class, () -> EVENTS::add)
        .withBean("cmdb", FactSource.class, () -> cmdb)
        .withBean("mender", StepHandler.class, () -> mender)
        .withPropertyValues(
            "millrace.handlers.threads=2",
            "millrace.handlers.budget=5s",
            "millrace.sinks.attempts=3",
            "millrace.facts.budget=1s",
            "millrace.packs.poll=10s",
            "millrace.clock.tolerance=3s",
            "millrace.retention.time-to-live=90d",
            "millrace.retention.clean-up=true")
        .run(
            started -> {
              Millrace millrace = started.getBean(Millrace.class);
              JdbcTemplate jdbc = new JdbcTemplate(started.getBean(DataSource.class));
              TransactionTemplate transactions =
                  new TransactionTemplate(started.getBean(PlatformTransactionManager.class));
              jdbc.execute("create table HOST_TICKET (id varchar(64))");

              assertThatThrownBy(
                      () ->
                          transactions.executeWithoutResult(
                              status -> {
                                jdbc.update("insert into HOST_TICKET values ('1')");
                                submit(millrace, "UNDONE");
                                assertThat(find(millrace, "UNDONE")).isTrue();
                                throw new IllegalStateException("undo");
                              }))
                  .hasMessage("undo");
              transactions.executeWithoutResult(
                  status -> {
                    jdbc.update("insert into HOST_TICKET values ('2')");
                    submit(millrace, "KEPT");
                  });

              assertThat(find(millrace, "UNDONE")).isFalse();
              assertThat(find(millrace, "KEPT")).isTrue();
              assertThat(jdbc.queryForList("select ID from HOST_TICKET", String.class))
                  .containsExactly("2");
              Event event = Objects.requireNonNull(EVENTS.poll(30, TimeUnit.SECONDS));
              assertThat(event.item()).isEqualTo("KEPT");
              assertThat(jdbc.queryForList("select distinct SINK from MR_OUTBOX", String.class))
                  .isSubsetOf("audit");
              requireMetrics(started.getBean(MillraceMetrics.class));
            });
    for (Thread thread : threads()) {
      thread.join(TimeUnit.SECONDS.toMillis(60)); // told to end, all of them
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  private static void requireMetrics(MillraceMetrics metrics) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    metrics.bindTo(registry);
    assertThat(registry.get("millrace.clock.agrees").gauge().value()).isEqualTo(1);
    assertThat(registry.get("millrace.failures").gauge().value()).isZero();
    assertThat(registry.get("millrace.events.oldest").gauge().value())
        .isBetween(0.0, (double) Duration.ofMinutes(5).toSeconds());
    assertThat(registry.get("millrace.contribution.calls").tag("name", "cmdb").functionCounter())
        .satisfies(calls -> assertThat(calls.count()).isPositive());
    assertThat(registry.get("millrace.contribution.duration").tag("name", "cmdb").functionTimer())
        .satisfies(
            time -> {
              assertThat(time.count()).isPositive();
              assertThat(time.totalTime(TimeUnit.NANOSECONDS)).isPositive();
            });
    assertThat(registry.get("millrace.contribution.available").tag("name", "mender").gauge())
        .satisfies(available -> assertThat(available.value()).isEqualTo(1));
    assertThat(registry.find("millrace.contribution.calls").meters()).hasSize(4);
  }

  @Test
  public void shouldMeasureOperations() {
    withTransactions()
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .run(
            started -> {
              Millrace millrace = started.getBean(Millrace.class);
              submit(millrace, "A");
              submit(millrace, "B");
              assertThat(find(millrace, "C")).isFalse();
              assertThatThrownBy(
                      () -> millrace.as(Caller.system()).work().complete(CompleteStep.of("C")))
                  .isInstanceOf(NotFoundException.class)
                  .hasMessageContaining("'C'");

              MeterRegistry registry = started.getBean(MeterRegistry.class);
              assertThat(timer(registry, "intake.submit", "none"))
                  .satisfies(
                      timer -> {
                        assertThat(timer.count()).isEqualTo(2);
                        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isPositive();
                      });
              assertThat(timer(registry, "work.find", "none").count()).isEqualTo(1);
              assertThat(timer(registry, "work.complete", "NotFoundException").count())
                  .isEqualTo(1);
              assertThat(registry.find("millrace.operation").timers()).hasSize(3);
            });
  }

  private static Timer timer(MeterRegistry registry, String operation, String exception) {
    return registry
        .get("millrace.operation")
        .tags("operation", operation, "exception", exception)
        .timer();
  }

  private static void submit(Millrace millrace, String id) {
    millrace.as(Caller.system()).intake().submit(Demand.builder(id).title("No mail").build());
  }

  private static boolean find(Millrace millrace, String id) {
    return millrace.as(Caller.system()).work().find(id).isPresent();
  }

  @Test
  public void shouldAddNothingWhenItIsDisabled() throws Exception {
    List<Thread> before = threads(); // of other tests
    withTransactions()
        .withPropertyValues("millrace.enabled=false")
        .run(
            started -> {
              assertThat(started).hasNotFailed();
              assertThat(started.getBeanDefinitionNames())
                  .filteredOn(name -> !name.startsWith("millraceAutoConfigurationTest"))
                  .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("millrace"));
              assertThat(before).containsAll(threads());
            });

    assertThat(tables()).isEmpty();
  }

  @Test
  public void shouldFailOnAnUnknownName() {
    context
        .withPropertyValues("millrace.handlers.treads=8")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining("millrace.handlers.treads"));
  }

  @Test
  public void shouldFailOnAValueThatMillraceRefuses() {
    context
        .withPropertyValues("millrace.handlers.threads=0")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(
                        "Expected the number of handler threads to be 1 or more, but it is 0."));
  }

  @Test
  public void shouldStandBackForAMillraceOfTheHosts() {
    Millrace own = Millrace.builder().build();
    withTransactions()
        .withBean("own", Millrace.class, () -> own)
        .run(
            started -> {
              assertThat(started).hasSingleBean(Millrace.class);
              assertThat(started.getBean(Millrace.class)).isSameAs(own);
              assertThat(tables()).isEmpty();
            });
  }

  @Test
  public void shouldRunWithoutADataSource() {
    context
        .withBean(
            MillraceCustomizer.class,
            () ->
                builder ->
                    builder.plugin(
                        new Plugin() {
                          @Override
                          public String id() {
                            return "customized";
                          }

                          @Override
                          public void contribute(Contributions to) {
                            to.eventSink("customized", event -> {});
                          }
                        }))
        .run(
            started -> {
              Millrace millrace = started.getBean(Millrace.class);
              submit(millrace, "A");
              assertThat(find(millrace, "A")).isTrue();
              assertThat(millrace.as(Caller.system()).events().sinks())
                  .extracting(sink -> sink.name())
                  .containsExactly("customized");
            });
  }

  @Test
  public void shouldAskTheAuthorisationAndTheCallerSourceOfTheApplication() {
    context
        .withBean(CallerSource.class, () -> () -> new Caller("acme", "ann"))
        .withBean(
            Authorisation.class,
            () ->
                question ->
                    question.caller().actor().equals("ann")
                        ? Authorisation.Answer.allow()
                        : Authorisation.Answer.deny("not ann"))
        .run(
            started -> {
              Millrace millrace = started.getBean(Millrace.class);
              millrace.current().intake().submit(Demand.builder("A").title("No mail").build());
              assertThatThrownBy(() -> find(millrace, "A"))
                  .isInstanceOf(NotAllowedException.class)
                  .hasMessageContaining("not ann");
              assertThat(millrace.contributions())
                  .extracting(one -> one.port() + " of " + one.plugin())
                  .contains("authorisation of spring-beans");
            });
  }

  @Test
  public void shouldAskWhichDataSourceIsMeant() {
    withDatabase()
        .withBean("other", DataSource.class, JdbcDataSource::new)
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(
                        "Expected one bean of type DataSource for Millrace, or")
                    .hasStackTraceContaining("Maybe name one in millrace.database.data-source"));
  }

  @Test
  public void shouldTellEditorsWhichPropertiesThereAre() throws Exception {
    StringBuilder all = new StringBuilder();
    for (URL file :
        Collections.list(
            MillraceProperties.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = file.openStream()) {
        all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    assertThat(all.toString())
        .contains(
            "\"millrace.handlers.threads\"",
            "how many handlers run at once in this process; 4 if not set",
            "\"millrace.health.longest-wait\"",
            "\"millrace.database.h2-file\"");
  }

  @Test
  public void shouldReadValueStreamsOfTheApplication() {
    context
        .withPropertyValues("millrace.streams=classpath:/value-streams/resolve-issue.bpmn")
        .run(started -> assertThat(started).hasNotFailed());
    context
        .withPropertyValues("millrace.streams=classpath:/no/such/stream.bpmn")
        .run(
            started ->
                assertThat(started.getStartupFailure())
                    .hasStackTraceContaining(
                        "Expected to read the value streams at 'classpath:/no/such/stream.bpmn'"));
  }
}
