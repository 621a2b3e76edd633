// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.millrace.logs.LogProblem;
import io.millrace.model.DecisionPoint;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.workshop.BacktestConfusion;
import io.millrace.rules.workshop.BacktestFailure;
import io.millrace.rules.workshop.BacktestFlow;
import io.millrace.rules.workshop.BacktestLoad;
import io.millrace.rules.workshop.BacktestMove;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The report as JSON, as {@code docs/schema/backtest-report.schema.json} describes it. Numbers keep
 * their full precision; the same backtest gives the same text.
 */
final class BacktestJson {
  private static final int VERSION = 1;

  private final JsonGenerator json;

  private BacktestJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(BacktestReport report, BacktestInput input) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      new BacktestJson(json).report(report, input);
    } catch (IOException e) {
      throw new IllegalStateException("A string can always be written to", e);
    }
    return text + "\n";
  }

  private void report(BacktestReport report, BacktestInput input) throws IOException {
    json.writeStartObject();
    json.writeNumberField("report_version", VERSION);
    log(input);
    pack("old", input.oldPack(), report.oldPack());
    pack("new", input.newPack(), report.newPack());
    strings("points", report.points().stream().map(DecisionPoint::name).toList());
    json.writeNumberField("items", report.items());
    json.writeNumberField("failed", report.failed());
    json.writeNumberField("changed", report.changed());
    instant("from", report.from());
    instant("to", report.to());
    json.writeNumberField("weeks", report.weeks());
    json.writeArrayFieldStart("outputs");
    for (BacktestOutput output : report.outputs()) {
      output(output);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("failures");
    for (BacktestFailure failure : report.failures()) {
      failure(failure);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void log(BacktestInput input) throws IOException {
    json.writeObjectFieldStart("log");
    json.writeStringField("name", input.log());
    json.writeStringField("format", input.format());
    json.writeStringField("sha256", input.sha256());
    json.writeStringField("zone", Figures.zone(input.zone()));
    json.writeNumberField("rejected_rows", input.rejectedRows());
    strings("rejections", input.rejections().stream().map(LogProblem::text).toList());
    json.writeEndObject();
  }

  private void pack(String name, @Nullable String argument, @Nullable PackRef ref)
      throws IOException {
    if (ref == null) {
      json.writeNullField(name);
      return;
    }
    json.writeObjectFieldStart(name);
    json.writeStringField("argument", argument);
    json.writeStringField("id", ref.id());
    json.writeStringField("version", ref.version());
    json.writeStringField("digest", ref.digest());
    json.writeEndObject();
  }

  private void output(BacktestOutput output) throws IOException {
    json.writeStartObject();
    json.writeStringField("variable", output.variable());
    json.writeStringField("point", output.point().name());
    json.writeStringField("output", output.output());
    json.writeNumberField("compared", output.compared());
    json.writeNumberField("changed", output.changed());
    json.writeNumberField("changed_share", output.changedShare());
    json.writeNumberField("raised", output.raised());
    json.writeNumberField("lowered", output.lowered());
    confusion(output.confusion());
    json.writeArrayFieldStart("flows");
    for (BacktestFlow flow : output.flows()) {
      json.writeStartObject();
      json.writeStringField("old", flow.oldValue());
      json.writeStringField("new", flow.newValue());
      json.writeNumberField("items", flow.items());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("load");
    for (BacktestLoad load : output.load()) {
      load(load);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("moves");
    for (BacktestMove move : output.moves()) {
      move(move);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void confusion(BacktestConfusion confusion) throws IOException {
    json.writeObjectFieldStart("confusion");
    strings("old", confusion.oldValues());
    strings("new", confusion.newValues());
    json.writeArrayFieldStart("counts");
    for (List<Long> row : confusion.counts()) {
      json.writeStartArray();
      for (long count : row) {
        json.writeNumber(count);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void load(BacktestLoad load) throws IOException {
    json.writeStartObject();
    json.writeStringField("value", load.value());
    json.writeNumberField("old", load.oldItems());
    json.writeNumberField("new", load.newItems());
    json.writeNumberField("old_per_week", load.oldPerWeek());
    json.writeNumberField("new_per_week", load.newPerWeek());
    json.writeEndObject();
  }

  private void move(BacktestMove move) throws IOException {
    json.writeStartObject();
    json.writeStringField("item", move.itemId());
    json.writeStringField("at", move.at().toString());
    json.writeStringField("old", move.oldValue());
    json.writeStringField("new", move.newValue());
    json.writeNumberField("ranks", move.ranks());
    reasons("old_reasons", move.oldReasons());
    reasons("new_reasons", move.newReasons());
    json.writeEndObject();
  }

  private void reasons(String name, List<Reason> reasons) throws IOException {
    json.writeArrayFieldStart(name);
    for (Reason reason : reasons) {
      json.writeStartObject();
      json.writeStringField("value", reason.value());
      json.writeStringField("rule", reason.rule());
      json.writeNumberField("strength", reason.strength());
      json.writeStringField("text", reason.text());
      json.writeStringField("cell", reason.cell());
      json.writeObjectFieldStart("facts");
      for (Map.Entry<String, String> fact : new TreeMap<>(reason.facts()).entrySet()) {
        json.writeStringField(fact.getKey(), fact.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void failure(BacktestFailure failure) throws IOException {
    json.writeStartObject();
    json.writeStringField("item", failure.itemId());
    json.writeStringField("at", failure.at().toString());
    json.writeStringField("side", failure.side().name().toLowerCase(Locale.ROOT));
    json.writeStringField("problem", failure.problem());
    json.writeEndObject();
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private void instant(String name, @Nullable Instant at) throws IOException {
    json.writeStringField(name, at == null ? null : at.toString());
  }
}
