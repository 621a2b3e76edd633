// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot.test;

import io.millrace.engine.Millrace;
import io.millrace.testkit.MillraceParameters;
import io.millrace.testkit.TestMillrace;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives tests the Millrace of their application. */
final class SpringMillrace extends MillraceParameters {

  /** Made by JUnit. */
  SpringMillrace() {}

  @Override
  protected TestMillrace millrace(ExtensionContext context) {
    ApplicationContext application = SpringExtension.getApplicationContext(context);
    return TestMillrace.around(
        application.getBean(Millrace.class),
        application.getBean(InstrumentedMillrace.class).instruments());
  }
}
