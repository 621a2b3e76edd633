// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Duties;
import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The step description of ITIL 4: template 4.2, then what only a model can say. */
final class StepTable {
  private static final List<String> HEADING = List.of("Value stream", "Step number", "Step name");

  private final ValueStream stream;
  private final Step step;
  private final List<Field> fields = new ArrayList<>();

  private StepTable(ValueStream stream, Step step) {
    this.stream = stream;
    this.step = step;
  }

  static List<Field> of(ValueStream stream, Step step) {
    StepTable table = new StepTable(stream, step);
    table.template();
    table.more();
    return table.fields;
  }

  /** Whether a heading above the table says it already. */
  static boolean isInHeading(Field field) {
    return HEADING.contains(field.label());
  }

  private void template() {
    fields.add(new Field(HEADING.get(0), stream.name()));
    fields.add(new Field(HEADING.get(1), Integer.toString(step.number())));
    fields.add(new Field(HEADING.get(2), step.name()));
    fields.add(new Field("Value chain activity", step.activity().label()));
    fields.add(new Field("Inputs", step.inputs()));
    fields.add(new Field("Outputs", step.outputs()));
    fields.add(new Field("Desired outcomes", step.desiredOutcomes()));
    fields.add(new Field("Estimated or target lead time", Words.target(step.targetLeadTime())));
    List<String> practices = step.practices().stream().map(StepTable::practice).toList();
    fields.add(new Field("Supporting practices", practices));
    fields.addAll(StreamTable.raci(step.raci()));
  }

  private static String practice(PracticeContribution entry) {
    String title = entry.practice().title();
    return entry.contribution().isEmpty() ? title : title + ": " + entry.contribution();
  }

  private void more() {
    optional("Actions and tasks", step.elaboration().actions());
    optional("Constraints", step.elaboration().constraints());
    fields.add(new Field("Done by", doneBy()));
    optional("Board and lane", HandOff.place(step));
    optional("Results", step.results());
    optional("Control", control());
    optional("May not be done by", step.duties().separateFrom().stream().map(this::duty).toList());
    var approves = step.duties().approves();
    optional(
        "Approves",
        approves == null ? null : "what the decision '" + approves.name() + "' asks for");
    Boolean adds = step.elaboration().valueAdding();
    fields.add(new Field("Adds value", valueAdding(adds)));
    optional("Touchpoint", step.elaboration().touchpoint());
    optional(
        "Reminders",
        stream.reminders().values().stream()
            .filter(reminder -> reminder.step().equals(step.id()))
            .map(Reminder::text)
            .toList());
  }

  /** What a table says of {@link io.millrace.bpmn.Elaboration#valueAdding()}. */
  static String valueAdding(@Nullable Boolean adds) {
    return adds == null ? "not assessed" : adds ? "yes" : "no";
  }

  private String doneBy() {
    return switch (step.kind()) {
      case HUMAN -> "a person";
      case AUTOMATED -> "the step handler '" + step.handler() + "'";
      case SUBPROCESS -> "several activities";
      case CALL -> call(step.call());
    };
  }

  private static String call(@Nullable StreamCall call) {
    return call == null
        ? "another value stream"
        : "the value stream '" + call.stream() + "', until " + call.until().label();
  }

  private @Nullable String control() {
    var control = step.control();
    if (control == null) {
      return null;
    }
    return switch (control) {
      case STAYS -> "stays with the team that asks";
      case PASSES -> "passes to whoever does the step";
      case EITHER -> "stays or passes, as agreed case by case";
    };
  }

  private String duty(String name) {
    if (name.equals(Duties.REQUESTER)) {
      return "whoever asked for the work";
    }
    if (name.equals(step.id())) {
      return "whoever did this step for the work item before";
    }
    return stream
        .findStep(name)
        .map(other -> "whoever did step " + other.number() + ", " + other.name())
        .orElse("whoever did '" + name + "'");
  }

  private void optional(String label, @Nullable String value) {
    optional(label, value == null ? List.of() : List.of(value));
  }

  private void optional(String label, List<String> values) {
    if (!values.isEmpty()) {
      fields.add(new Field(label, values));
    }
  }
}
