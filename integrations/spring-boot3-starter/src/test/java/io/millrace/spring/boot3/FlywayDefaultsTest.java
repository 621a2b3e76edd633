// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

/** Boot's own Flyway runs only where the application uses it. */
class FlywayDefaultsTest {
  private final StandardEnvironment environment = new StandardEnvironment();

  private String enabled(ClassLoader loader) {
    SpringApplication application = new SpringApplication(new DefaultResourceLoader(loader));
    new FlywayDefaults().postProcessEnvironment(environment, application);
    return String.valueOf(environment.getProperty("spring.flyway.enabled"));
  }

  @Test
  void shouldSwitchFlywayOffWhereThereAreNoMigrations() {
    assertThat(enabled(getClass().getClassLoader())).isEqualTo("false");
  }

  @Test
  void shouldLeaveFlywayToAnApplicationThatSaysWhereItsMigrationsAre() {
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("host", Map.of("spring.flyway.locations", "classpath:x")));

    assertThat(enabled(getClass().getClassLoader())).isEqualTo("null");
  }

  @Test
  void shouldLeaveFlywayToAnApplicationWithMigrations(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("db/migration"));
    Files.writeString(folder.resolve("db/migration/V1__mine.sql"), "select 1");
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      assertThat(enabled(loader)).isEqualTo("null");
    }
  }
}
