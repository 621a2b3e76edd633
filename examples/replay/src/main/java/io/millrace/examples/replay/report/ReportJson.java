// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.millrace.engine.Distribution;
import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowReport;
import io.millrace.engine.StepFlow;
import io.millrace.examples.replay.report.ReplayReport.Note;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import io.millrace.logs.LogProblem;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes {@code report.json}, as {@code docs/schema/replay-report.schema.json} describes it.
 * Numbers keep their full precision; what is not a number is null.
 */
final class ReportJson {
  private static final int VERSION = 1;

  private final JsonGenerator json;

  private ReportJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(ReplayReport report, List<String> pictures) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      new ReportJson(json).report(report, pictures);
    } catch (IOException e) {
      throw new IllegalStateException("A string can always be written to", e);
    }
    return text + "\n";
  }

  private void report(ReplayReport report, List<String> pictures) throws IOException {
    json.writeStartObject();
    json.writeNumberField("report_version", VERSION);
    source(report);
    json.writeNumberField("incidents", report.incidents());
    json.writeNumberField("events", report.events());
    json.writeNumberField("ended_unconfirmed", report.outcome().endedUnconfirmed());
    json.writeNumberField("inferred_steps", report.outcome().inferredSteps());
    times(report);
    span(report.flow());
    steps(report.flow().steps());
    priorities(report.priorityCells());
    rejections(report.rejections());
    number("items_per_second", report.run().itemsPerSecond());
    number("elapsed_seconds", report.run().elapsedSeconds());
    number("peak_heap_mb", report.run().peakHeapMb());
    json.writeBooleanField("resumed", report.run().resumed());
    notes(report.notes());
    series(report.series());
    json.writeArrayFieldStart("pictures");
    for (String picture : pictures) {
      json.writeString(picture);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void source(ReplayReport report) throws IOException {
    json.writeObjectFieldStart("source");
    json.writeStringField("name", report.source().name());
    json.writeStringField("format", report.source().format());
    json.writeStringField("sha256", report.source().sha256());
    json.writeStringField("zone", report.source().zone().getId());
    json.writeEndObject();
    json.writeStringField("matrix", report.matrix());
    json.writeObjectFieldStart("pack");
    json.writeStringField("id", report.pack().id());
    json.writeStringField("version", report.pack().version());
    json.writeStringField("digest", report.pack().digest());
    json.writeEndObject();
  }

  private void times(ReplayReport report) throws IOException {
    FlowReport flow = report.flow();
    distribution("lead_hours", flow.leadHours());
    distribution("resolve_hours", report.resolveHours());
    distribution("cycle_hours", flow.cycleHours());
    distribution("waiting_hours", flow.waitingHours());
    distribution("working_hours", flow.workingHours());
    distribution("blocked_hours", flow.blockedHours());
    number("flow_efficiency", flow.workingHours().sum() / flow.leadHours().sum());
    distribution("hand_offs", flow.handOffs());
    SortedMap<Long, Long> counts = new TreeMap<>();
    for (double value : flow.handOffs().values()) {
      counts.merge(Math.round(value), 1L, Long::sum);
    }
    json.writeObjectFieldStart("hand_off_counts");
    for (var count : counts.entrySet()) {
      json.writeNumberField(count.getKey().toString(), count.getValue());
    }
    json.writeEndObject();
  }

  private void span(FlowReport flow) throws IOException {
    json.writeObjectFieldStart("whole_span");
    json.writeStringField("from", flow.from().toString());
    json.writeStringField("to", flow.to().toString());
    number("hours", Figures.hoursBetween(flow.from(), flow.to()));
    json.writeNumberField("arrived", flow.arrived());
    json.writeNumberField("departed", flow.departed());
    number("time_average_wip", flow.averageInSystem());
    number("time_average_waiting", flow.averageWaiting());
    number("time_average_working", flow.averageWorking());
    number("time_average_blocked", flow.averageBlocked());
    number("throughput_per_hour", flow.throughputPerHour());
    json.writeEndObject();
  }

  private void steps(List<StepFlow> steps) throws IOException {
    json.writeArrayFieldStart("steps");
    for (StepFlow step : steps) {
      json.writeStartObject();
      json.writeStringField("stream", step.stream());
      json.writeStringField("step", step.step());
      json.writeNumberField("runs", step.runs());
      json.writeNumberField("inferred_runs", step.inferredRuns());
      json.writeNumberField("open_at_end", step.open());
      number("time_average_wip", step.averageOpen());
      number("throughput_per_hour", step.throughputPerHour());
      distribution("lead_hours", step.leadHours());
      distribution("waiting_hours", step.waitingHours());
      distribution("working_hours", step.workingHours());
      distribution("blocked_hours", step.blockedHours());
      distribution("hand_offs", step.handOffs());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void priorities(List<PriorityCell> cells) throws IOException {
    json.writeObjectFieldStart("priority_cells");
    for (PriorityCell cell : cells) {
      json.writeNumberField(cell.key(), cell.count());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("priority_agreement");
    json.writeObjectFieldStart("overall");
    agreement(
        cells.stream().mapToLong(PriorityCell::agreed).sum(),
        cells.stream().mapToLong(PriorityCell::recorded).sum());
    json.writeObjectFieldStart("cells");
    for (PriorityCell cell : cells) {
      json.writeObjectFieldStart(cell.key());
      agreement(cell.agreed(), cell.recorded());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void agreement(long agreed, long total) throws IOException {
    json.writeNumberField("agreed", agreed);
    json.writeNumberField("total", total);
    json.writeEndObject();
  }

  private void rejections(ReplayReport.Rejections rejections) throws IOException {
    json.writeNumberField("rejected_rows", rejections.rows());
    json.writeArrayFieldStart("rejections");
    for (LogProblem problem : rejections.first()) {
      json.writeStartObject();
      json.writeStringField("file", problem.file());
      json.writeNumberField("line", problem.line());
      json.writeNumberField("column", problem.column());
      json.writeStringField("column_name", problem.columnName());
      json.writeStringField("text", problem.text());
      json.writeStringField("advice", problem.advice());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void notes(List<Note> notes) throws IOException {
    json.writeArrayFieldStart("notes");
    for (Note note : notes) {
      json.writeStartObject();
      json.writeStringField("id", note.id());
      json.writeNumberField("count", note.count());
      json.writeStringField("text", note.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void series(List<FlowPoint> points) throws IOException {
    json.writeArrayFieldStart("series");
    for (FlowPoint point : points) {
      json.writeStartObject();
      json.writeStringField("at", point.at().toString());
      json.writeNumberField("waiting", point.waiting());
      json.writeNumberField("working", point.working());
      json.writeNumberField("blocked", point.blocked());
      json.writeNumberField("arrived", point.arrived());
      json.writeNumberField("departed", point.departed());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void distribution(String name, Distribution sample) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("n", sample.count());
    number("mean", sample.mean());
    number("min", sample.min());
    number("median_linear", sample.median());
    number("p85_linear", sample.quantile(0.85));
    number("p95_linear", sample.quantile(0.95));
    number("max", sample.max());
    json.writeEndObject();
  }

  private void number(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
