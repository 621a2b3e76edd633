// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import java.io.IOException;
import java.util.List;

/**
 * The findings of checks of models as JSON, as {@code docs/schema/stream-check.schema.json}
 * describes it.
 */
final class StreamCheckJson {
  private final JsonGenerator json;

  private StreamCheckJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(List<CheckReport> reports) {
    return JsonText.of(json -> new StreamCheckJson(json).reports(reports));
  }

  private void reports(List<CheckReport> reports) throws IOException {
    json.writeArrayFieldStart("models");
    for (CheckReport report : reports) {
      json.writeStartObject();
      json.writeStringField("file", report.fileName());
      json.writeBooleanField("readable", report.isReadable());
      json.writeBooleanField("deployable", report.isDeployable());
      json.writeNumberField("errors", report.count(Severity.ERROR));
      json.writeNumberField("warnings", report.count(Severity.WARNING));
      json.writeNumberField("infos", report.count(Severity.INFO));
      JsonText.texts(json, "skipped", report.skipped());
      json.writeArrayFieldStart("findings");
      for (ModelProblem problem : report.problems()) {
        finding(problem);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void finding(ModelProblem problem) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", problem.check());
    json.writeStringField("severity", problem.severity().label());
    json.writeStringField("element", problem.element());
    json.writeNumberField("line", problem.line());
    json.writeStringField("problem", problem.problem());
    json.writeStringField("advice", problem.advice());
    json.writeEndObject();
  }
}
