// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import io.millrace.engine.MillraceBuilder;
import io.millrace.spring.boot.MillraceCustomizer;
import io.millrace.testkit.TestMillrace.Instruments;
import org.springframework.core.Ordered;

/** The application's Millrace gets what the test holds in hand, after all else was said. */
record InstrumentedMillrace(Instruments instruments) implements MillraceCustomizer, Ordered {

  @Override
  public void customize(MillraceBuilder builder) {
    instruments.apply(builder);
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
