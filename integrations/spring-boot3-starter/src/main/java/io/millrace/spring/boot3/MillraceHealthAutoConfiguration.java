// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot3;

import io.millrace.engine.Millrace;
import io.millrace.spring.boot.MillraceAutoConfiguration;
import io.millrace.spring.boot.MillraceProperties;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health of Millrace, where the actuator is there. */
@AutoConfiguration(after = MillraceAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({Millrace.class, MillraceProperties.class})
@ConditionalOnEnabledHealthIndicator("millrace")
public class MillraceHealthAutoConfiguration {

  /** Made by Spring. */
  public MillraceHealthAutoConfiguration() {}

  /** The health under the name millrace. */
  @Bean
  @ConditionalOnMissingBean(name = "millraceHealthIndicator")
  public MillraceHealthIndicator millraceHealthIndicator(
      Millrace millrace, MillraceProperties properties) {
    return new MillraceHealthIndicator(millrace, properties.health().longestWait());
  }
}
