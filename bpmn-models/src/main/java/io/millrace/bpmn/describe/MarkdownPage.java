// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Practice;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.internal.DiagramReader;
import java.util.List;

/** Writes descriptions as Markdown, as GitHub and most others read it. */
final class MarkdownPage {
  private final StringBuilder page = new StringBuilder();
  private final List<ValueStream> streams;

  MarkdownPage(List<ValueStream> streams) {
    this.streams = streams;
  }

  String write() {
    heading(1, "Value streams");
    line(
        "Step targets and the target of a stream are set apart: neither is derived from the other.");
    for (ValueStream stream : streams) {
      stream(stream);
    }
    practices();
    return page.toString();
  }

  private void stream(ValueStream stream) {
    heading(2, stream.name());
    line("`" + stream.key().replace("`", "") + "`");
    table(StreamTable.of(stream));
    StreamMap map = StreamMap.of(stream, DiagramReader.read(stream.model()));
    heading(3, "Value stream map of " + stream.name());
    map(map);
    table(Totals.of(stream, map).fields());
    heading(3, "Steps of " + stream.name());
    for (Step step : stream.steps()) {
      heading(4, step.number() + " " + step.name());
      table(StepTable.of(stream, step));
    }
  }

  private void map(StreamMap map) {
    row("#", "what happens", "activity", "target", "adds value", "touchpoint", "hand-off");
    row("---", "---", "---", "---", "---", "---", "---");
    for (StreamMap.Entry entry : map.entries()) {
      Step step = entry.step();
      String text = Markup.markdown(entry.text());
      if (step == null) {
        row("", "*" + entry.what() + ":* " + text, "", "", "", "", "");
        continue;
      }
      String touchpoint = step.elaboration().touchpoint();
      row(
          Integer.toString(step.number()),
          "**" + text + "**",
          step.activity().label(),
          Words.target(step.targetLeadTime()),
          StepTable.valueAdding(step.elaboration().valueAdding()),
          touchpoint == null ? "" : Markup.markdown(touchpoint),
          String.join("<br>", HandOffWords.of(entry.handOffs(), Markup::markdown)));
    }
    page.append('\n');
  }

  private void practices() {
    PracticeUse use = PracticeUse.of(streams);
    heading(2, "Minimum viable practices");
    line("What each practice contributes to which step. The variants of a step count once.");
    row("practice", "contributions", "contribution", "purpose: value stream and step");
    row("---", "--:", "---", "---");
    for (Practice practice : use.needed()) {
      List<PracticeUse.Contribution> contributions = use.of(practice);
      String title = "**" + practice.title() + "** (" + practice.code() + ")";
      String count = Integer.toString(contributions.size());
      for (PracticeUse.Contribution contribution : contributions) {
        row(
            title,
            count,
            Markup.markdown(contribution.text()),
            Markup.markdown(contribution.purpose()));
        title = "";
        count = "";
      }
    }
    page.append('\n');
    List<String> rest = use.notNeeded().stream().map(Practice::title).toList();
    if (!rest.isEmpty()) {
      line("No step of these streams needs: " + String.join(", ", rest) + ".");
    }
  }

  private void table(List<Field> fields) {
    row("field", "value");
    row("---", "---");
    for (Field field : fields) {
      List<String> values = field.values().stream().map(Markup::markdown).toList();
      row(field.label(), values.isEmpty() ? "–" : String.join("<br>", values));
    }
    page.append('\n');
  }

  private void heading(int level, String text) {
    page.append("#".repeat(level)).append(' ').append(Markup.markdown(text)).append("\n\n");
  }

  private void line(String markdown) {
    page.append(markdown).append("\n\n");
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
