// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.engine.Millrace;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/** Metrics of Millrace, where Micrometer is there. */
@AutoConfiguration(after = MillraceAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Millrace.class)
public class MillraceMetricsAutoConfiguration {

  /** Made by Spring. */
  public MillraceMetricsAutoConfiguration() {}

  /** Measures the operations of a Millrace that the starter builds. */
  @Bean
  OperationTimes millraceOperationTimes(ObjectProvider<MeterRegistry> registry) {
    return new OperationTimes(SingletonSupplier.of(registry::getIfAvailable));
  }

  /** Binds itself to every registry of the application. */
  @Bean
  @ConditionalOnMissingBean
  public MillraceMetrics millraceMetrics(Millrace millrace) {
    return new MillraceMetrics(millrace);
  }
}
