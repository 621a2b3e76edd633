// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.engine.Millrace;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Gauges of Millrace, where Micrometer is there. */
@AutoConfiguration(after = MillraceAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Millrace.class)
public class MillraceMetricsAutoConfiguration {

  /** Made by Spring. */
  public MillraceMetricsAutoConfiguration() {}

  /** Binds itself to every registry of the application. */
  @Bean
  @ConditionalOnMissingBean
  public MillraceMetrics millraceMetrics(Millrace millrace) {
    return new MillraceMetrics(millrace);
  }
}
