// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PracticeTest {
  @Test
  void shouldKnowAllPractices() {
    assertThat(Practice.values()).hasSize(34);
    assertThat(count(Practice.Group.GENERAL)).isEqualTo(14);
    assertThat(count(Practice.Group.SERVICE)).isEqualTo(17);
    assertThat(count(Practice.Group.TECHNICAL)).isEqualTo(3);
  }

  @Test
  void shouldFindByCodeTitleAndAlias() {
    assertThat(Practice.find("IM")).hasValue(Practice.IM);
    assertThat(Practice.find("incident management")).hasValue(Practice.IM);
    assertThat(Practice.find("Configuration management")).hasValue(Practice.SCM);
    assertThat(Practice.find("SCM").map(Practice::title))
        .hasValue("Service configuration management");
    assertThat(Practice.find("im")).isEmpty();
  }

  private static long count(Practice.Group group) {
    return Arrays.stream(Practice.values()).filter(p -> p.group() == group).count();
  }
}
