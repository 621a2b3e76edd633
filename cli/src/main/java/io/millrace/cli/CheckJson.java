// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.rules.PackProblem;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The findings of checks as JSON, as {@code docs/schema/policy-check.schema.json} describes it. */
final class CheckJson {
  private final JsonGenerator json;

  private CheckJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(List<CheckResult> results) {
    return JsonText.of(json -> new CheckJson(json).results(results));
  }

  private void results(List<CheckResult> results) throws IOException {
    json.writeArrayFieldStart("packs");
    for (CheckResult result : results) {
      json.writeStartObject();
      JsonText.pack(json, result.argument(), result.pack());
      json.writeNumberField("errors", result.count(Severity.ERROR));
      json.writeNumberField("warnings", result.count(Severity.WARNING));
      json.writeNumberField("infos", result.count(Severity.INFO));
      json.writeNumberField("hidden", result.hidden());
      json.writeArrayFieldStart("findings");
      for (PackProblem problem : result.problems()) {
        problem(problem);
      }
      for (Finding finding : result.findings()) {
        finding(finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void problem(PackProblem problem) throws IOException {
    json.writeStartObject();
    head(CheckResult.LOAD, Severity.ERROR, null, problem.file(), problem.line());
    json.writeStringField("problem", problem.problem());
    json.writeStringField("advice", problem.advice());
    json.writeArrayFieldStart("rules");
    json.writeEndArray();
    json.writeArrayFieldStart("examples");
    json.writeEndArray();
    json.writeEndObject();
  }

  private void finding(Finding finding) throws IOException {
    json.writeStartObject();
    String point = finding.point().name();
    head(finding.id(), finding.severity(), point, finding.file(), finding.line());
    json.writeStringField("problem", finding.problem());
    json.writeStringField("advice", finding.advice());
    json.writeArrayFieldStart("rules");
    for (Finding.Place place : finding.rules()) {
      json.writeStartObject();
      json.writeStringField("rule", place.rule());
      json.writeStringField("file", place.file());
      json.writeNumberField("line", place.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("examples");
    for (String example : finding.examplesAsJson()) {
      json.writeRawValue(example);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void head(String id, Severity severity, @Nullable String point, String file, int line)
      throws IOException {
    json.writeStringField("id", id);
    json.writeStringField("severity", severity.name().toLowerCase(Locale.ROOT));
    json.writeStringField("point", point);
    json.writeStringField("file", file);
    json.writeNumberField("line", line);
  }
}
