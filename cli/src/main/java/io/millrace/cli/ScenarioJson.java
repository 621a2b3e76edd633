// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.model.Decision;
import io.millrace.rules.workshop.Coverage;
import io.millrace.rules.workshop.ScenarioOutcome;
import io.millrace.rules.workshop.ScenarioReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A report of scenarios as JSON, as {@code docs/schema/policy-test.schema.json} describes it. */
final class ScenarioJson {
  private final JsonGenerator json;

  private ScenarioJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ScenarioReport report, String argument) {
    return JsonText.of(json -> new ScenarioJson(json).report(report, argument));
  }

  private void report(ScenarioReport report, String argument) throws IOException {
    json.writeObjectFieldStart("pack");
    JsonText.pack(json, argument, report.pack());
    json.writeEndObject();
    json.writeBooleanField("passed", report.passed() && !report.outcomes().isEmpty());
    json.writeNumberField("percent", report.percent());
    json.writeNumberField("demanded", report.demanded());
    json.writeArrayFieldStart("scenarios");
    for (ScenarioOutcome outcome : report.outcomes()) {
      outcome(outcome);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("coverage");
    for (Coverage coverage : report.coverage()) {
      json.writeStartObject();
      json.writeStringField("what", coverage.what());
      json.writeNumberField("total", coverage.total());
      json.writeNumberField("covered", coverage.covered());
      json.writeNumberField("percent", coverage.percent());
      JsonText.texts(json, "missed", coverage.missed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void outcome(ScenarioOutcome outcome) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", outcome.scenario().name());
    json.writeStringField("file", outcome.scenario().file());
    json.writeNumberField("line", outcome.scenario().line());
    json.writeBooleanField("passed", outcome.passed());
    JsonText.texts(json, "failures", outcome.failures());
    Map<String, String> answers = new LinkedHashMap<>();
    for (Decision decision : outcome.decisions()) {
      decision
          .outputs()
          .forEach((output, value) -> answers.put(decision.point().variable(output), value));
    }
    JsonText.texts(json, "answers", answers);
    json.writeEndObject();
  }
}
