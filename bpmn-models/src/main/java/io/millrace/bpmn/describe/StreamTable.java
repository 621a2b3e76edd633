// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Raci;
import io.millrace.bpmn.Start;
import io.millrace.bpmn.StreamDescription;
import io.millrace.bpmn.ValueStream;
import java.util.ArrayList;
import java.util.List;

/** The value stream description of ITIL 4: template 4.1, then what only a model can say. */
final class StreamTable {
  private StreamTable() {}

  static List<Field> of(ValueStream stream) {
    StreamDescription description = stream.description();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("Name", stream.name()));
    fields.add(new Field("Owned by", description.ownedBy()));
    fields.add(new Field("Description and use case", description.text()));
    fields.add(new Field("Demand", description.demand()));
    fields.add(new Field("Trigger", description.triggers()));
    fields.add(new Field("Outcomes", description.outcomes()));
    fields.add(new Field("Value created", description.value()));
    fields.add(
        new Field("Estimated or target lead time", Words.target(description.targetLeadTime())));
    fields.addAll(raci(description.raci()));
    fields.add(new Field("Starts", stream.starts().stream().map(StreamTable::start).toList()));
    optional(fields, "Work items end as", List.copyOf(stream.outcomes()));
    optional(fields, "Calls the value streams", List.copyOf(stream.calledStreams()));
    optional(fields, "Needs the step handlers", List.copyOf(stream.handlers()));
    List<String> points =
        stream.decisions().values().stream().map(point -> point.name()).distinct().toList();
    optional(fields, "Asks the policies about", points);
    return fields;
  }

  static List<Field> raci(Raci raci) {
    return List.of(
        new Field("Accountable", raci.accountable()),
        new Field("Responsible", raci.responsible()),
        new Field("Consulted", raci.consulted()),
        new Field("Informed", raci.informed()));
  }

  private static void optional(List<Field> fields, String label, List<String> values) {
    if (!values.isEmpty()) {
      fields.add(new Field(label, values));
    }
  }

  private static String start(Start start) {
    String name = start.name().isEmpty() ? start.id() : start.name();
    return start.message() == null ? name : name + " (message " + start.message() + ")";
  }
}
