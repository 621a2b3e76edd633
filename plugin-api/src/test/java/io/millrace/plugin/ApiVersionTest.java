// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which versions run what was written for others. */
class ApiVersionTest {

  @Test
  @EnabledIfSystemProperty(named = "millrace.version", matches = ".+")
  void shouldBeTheVersionOfTheBuild() {
    String build = System.getProperty("millrace.version", "");

    assertThat(ApiVersion.CURRENT)
        .as("set ApiVersion.CURRENT to the version of the POM, without -SNAPSHOT")
        .isEqualTo(build.replace("-SNAPSHOT", ""));
    assertThat(ApiVersion.current()).hasToString(ApiVersion.CURRENT);
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.0, 1.4.0, true",
    "1.4.0, 1.3.9, true",
    "1.4.0, 1.4.1, false",
    "1.4.0, 1.5.0, false",
    "1.4.0, 2.0.0, false",
    "2.0.0, 1.9.9, false",
    "0.3.2, 0.3.1, true",
    "0.3.2, 0.3.3, false",
    "0.3.2, 0.2.2, false",
    "0.3.2, 0.4.0, false",
    "1.0.0, 0.9.0, false",
    "1.4.0-SNAPSHOT, 1.4.0, true"
  })
  void shouldRunWhatWasWrittenForThePastOfItsLine(String running, String written, boolean runs) {
    assertThat(ApiVersion.of(running).runs(ApiVersion.of(written))).isEqualTo(runs);
  }

  @Test
  void shouldRefuseWhatIsNoVersion() {
    assertThatThrownBy(() -> ApiVersion.of("1.4"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected an API version of three numbers, but it is '1.4'.\nMaybe write it as "
                + ApiVersion.CURRENT
                + ".");
    assertThatThrownBy(() -> new ApiVersion(1, -1, 0))
        .hasMessageStartingWith(
            "Expected the numbers of an API version to be 0 or more, but they are 1, -1 and 0.");
  }
}
