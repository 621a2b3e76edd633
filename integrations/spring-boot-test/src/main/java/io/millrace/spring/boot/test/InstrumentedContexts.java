// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds the tests that are {@link MillraceTest}s. */
final class InstrumentedContexts implements ContextCustomizerFactory {

  /** Made by Spring. */
  InstrumentedContexts() {}

  @Override
  public @Nullable ContextCustomizer createContextCustomizer(
      Class<?> test, List<ContextConfigurationAttributes> attributes) {
    return TestContextAnnotationUtils.hasAnnotation(test, MillraceTest.class)
        ? new InstrumentedContext()
        : null;
  }
}
