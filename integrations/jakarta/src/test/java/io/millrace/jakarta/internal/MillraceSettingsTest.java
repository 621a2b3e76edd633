// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MillraceSettingsTest {

  private static Properties of(Map<String, String> values) {
    Properties properties = new Properties();
    properties.putAll(values);
    return properties;
  }

  private static MillraceSettings read(Map<String, String> file, Map<String, String> system) {
    return MillraceSettings.of(of(file), of(system));
  }

  @Test
  void shouldHaveDefaults() {
    assertThat(read(Map.of(), Map.of("millrace.test.database", "of somebody else")))
        .isEqualTo(new MillraceSettings(true, null, null, null, null, true, null));
  }

  @Test
  void shouldReadTheFileAndPreferSystemProperties() {
    MillraceSettings settings =
        read(
            Map.of(
                "millrace.enabled", "false",
                "millrace.background-work", "true",
                "millrace.timers", "false",
                "millrace.database.data-source", " java:jboss/datasources/Desk ",
                "millrace.database.transaction-manager", "java:/TM",
                "millrace.database.join-transactions", "false",
                "millrace.database.h2-file", "desk"),
            Map.of("millrace.enabled", "true"));

    assertThat(settings)
        .isEqualTo(
            new MillraceSettings(
                true,
                true,
                false,
                "java:jboss/datasources/Desk",
                "java:/TM",
                false,
                Path.of("desk")));
  }

  @Test
  void shouldRefuseUnknownNames() {
    assertThatThrownBy(() -> read(Map.of("millrace.timer", "false"), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected only settings of Millrace in META-INF/millrace.properties, but"
                + " 'millrace.timer' is none.\n"
                + "Maybe take one of millrace.background-work, millrace.database.data-source, millrace.database.h2-file,"
                + " millrace.database.join-transactions, millrace.database.transaction-manager,"
                + " millrace.enabled, millrace.timers; a MillraceCustomizer sets all others.");
  }

  @Test
  void shouldRefuseValuesThatAreNone() {
    assertThatThrownBy(() -> read(Map.of(), Map.of("millrace.timers", "yes")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected millrace.timers to be 'true' or 'false', but it is 'yes'.\n"
                + "Maybe correct it in META-INF/millrace.properties, or in the system properties.");
    assertThatThrownBy(() -> read(Map.of("millrace.database.h2-file", "a\0b"), Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected millrace.database.h2-file to be a path, but");
  }
}
