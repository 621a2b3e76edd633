package io.millrace.benchmarks.host;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The peer of {@code examples/spring-boot3-host}: the same application with the engine alone, the
 * same models, and delegates that decide nothing.
 */
@SpringBootApplication
public class BareHost {
  public static void main(String[] arguments) {
    SpringApplication.run(BareHost.class, arguments).close();
  }

  @Bean
  ProcessEngineFactoryBean processEngine(
      DataSource dataSource, PlatformTransactionManager transactions) throws IOException {
    SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
    configuration.setDataSource(dataSource);
    configuration.setTransactionManager(transactions);
    configuration.setDatabaseSchemaUpdate("true");
    configuration.setHistory("full");
    configuration.setJobExecutorActivate(true);
    configuration.setDmnEnabled(false);
    configuration.setCmmnEnabled(false);
    configuration.setMetricsEnabled(false);
    configuration.setTaskMetricsEnabled(false);
    JavaDelegate decide =
        execution -> {
          if (execution.getCurrentActivityId().equals("sampleFeedback")) {
            execution.setVariable("feedback_ask", "false");
          }
        };
    configuration.setBeans(new HashMap<>(Map.of("millrace", Map.of("decide", decide))));
    configuration.setDeploymentResources(
        new PathMatchingResourcePatternResolver().getResources("classpath*:value-streams/*.bpmn"));
    ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
    factory.setProcessEngineConfiguration(configuration);
    return factory;
  }

  @Bean
  RuntimeService runtimeService(ProcessEngineFactoryBean processEngine) throws Exception {
    return processEngine.getObject().getRuntimeService();
  }

  @Bean
  CommandLineRunner firstIncident(RuntimeService runtime) {
    return arguments -> {
      runtime.startProcessInstanceByKey("restore-live-service", "INC-1");
      System.out.println("Priority unknown");
    };
  }
}
