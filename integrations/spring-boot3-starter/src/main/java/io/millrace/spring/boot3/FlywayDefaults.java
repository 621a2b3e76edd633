// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot3;

import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Keeps Boot's own Flyway away from an application that does not use it. Millrace brings Flyway for
 * its own tables, and Boot 3.5 takes the library alone for a wish: it would make a history table in
 * the host's schema, and refuse one that has tables but no history. Does nothing if the application
 * has migrations, or any setting of Flyway's.
 */
public final class FlywayDefaults implements EnvironmentPostProcessor, Ordered {
  private static final String ENABLED = "spring.flyway.enabled";

  /** Made by Spring. */
  public FlywayDefaults() {}

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE; // the application's own properties are there by then
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (!isMentioned(environment) && !hasMigrations(application)) {
      environment
          .getPropertySources()
          .addLast(new MapPropertySource("millrace", Map.of(ENABLED, "false")));
    }
  }

  private static boolean isMentioned(ConfigurableEnvironment environment) {
    return Binder.get(environment)
        .bind("spring.flyway", Bindable.mapOf(String.class, Object.class))
        .isBound();
  }

  private static boolean hasMigrations(SpringApplication application) {
    try {
      return new PathMatchingResourcePatternResolver(application.getClassLoader())
              .getResources("classpath*:db/migration/**/*.*")
              .length
          > 0;
    } catch (IOException e) {
      return true; // Flyway tells better what is wrong with them
    }
  }
}
