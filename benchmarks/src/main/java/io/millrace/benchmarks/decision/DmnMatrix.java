// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;

/** Camunda's DMN engine on the 5x5 matrix alone: a table of 25 rules. Thread-safe. */
public final class DmnMatrix {
  private final DmnEngine engine =
      DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
  private final DmnDecision decision = parse();

  /** The level for an impact and an urgency from 1, most urgent, to 5. */
  public String level(int impact, int urgency) {
    return engine
        .evaluateDecisionTable(
            decision, Variables.putValue("impact", impact).putValue("urgency", urgency))
        .getSingleEntry();
  }

  private DmnDecision parse() {
    String resource = "/io/millrace/benchmarks/decision/priority.dmn";
    try (InputStream in = DmnMatrix.class.getResourceAsStream(resource)) {
      return engine.parseDecision("priority", in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
