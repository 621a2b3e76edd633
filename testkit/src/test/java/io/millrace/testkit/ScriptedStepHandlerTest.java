// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import java.util.Set;

/** The stub keeps the contract of its port: it has no side effects. */
class ScriptedStepHandlerTest extends StepHandlerContract {

  @Override
  protected StepHandler handler() {
    return new ScriptedStepHandler("booking");
  }

  @Override
  protected Facts facts() {
    return Facts.none();
  }

  @Override
  protected Set<String> results() {
    return Set.of();
  }

  @Override
  protected long sideEffects() {
    return 0;
  }
}
