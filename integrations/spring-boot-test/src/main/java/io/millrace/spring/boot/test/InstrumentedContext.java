// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import io.millrace.testkit.TestMillrace.Instruments;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/** An application context for tests; all are alike, so that Spring keeps one for several tests. */
record InstrumentedContext() implements ContextCustomizer {

  @Override
  public void customizeContext(
      ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    context
        .getBeanFactory()
        .registerSingleton(
            InstrumentedMillrace.class.getName(), new InstrumentedMillrace(Instruments.create()));
  }
}
