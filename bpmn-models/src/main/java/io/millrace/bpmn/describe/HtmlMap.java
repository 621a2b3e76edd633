// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Step;
import java.util.List;
import java.util.function.UnaryOperator;

/** Writes a value stream map as an HTML table. */
final class HtmlMap {
  private static final int COLUMNS = 6;

  private final Html html;

  HtmlMap(Html html) {
    this.html = html;
  }

  void write(StreamMap map) {
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Map\">\n");
    html.raw("<table class=\"map\">\n<thead>");
    html.headings("What happens", "Activity", "Target", "Adds value", "Touchpoint", "Hand-off");
    html.raw("</thead>\n<tbody>\n");
    for (StreamMap.Entry entry : map.entries()) {
      Step step = entry.step();
      if (step == null) {
        html.raw("<tr class=\"pause\"><td colspan=\"" + COLUMNS + "\">");
        html.element("span", "what", entry.what()).text(" " + entry.text()).raw("</td></tr>\n");
      } else {
        step(step, entry.handOffs());
      }
    }
    html.raw("</tbody>\n</table>\n</div>\n");
  }

  private void step(Step step, List<HandOff> handOffs) {
    html.raw("<tr><th scope=\"row\"><span class=\"badge\">");
    html.text(Integer.toString(step.number())).raw("</span> ").text(step.name()).raw("</th>");
    html.element("td", "", step.activity().label());
    html.element("td", "n", Words.target(step.targetLeadTime()));
    Boolean adds = step.elaboration().valueAdding();
    String style = adds == null ? "none" : adds ? "adds" : "waste";
    html.element("td", style, StepTable.valueAdding(adds));
    String touchpoint = step.elaboration().touchpoint();
    html.element("td", "touchpoint", touchpoint == null ? "" : touchpoint);
    html.raw("<td class=\"handoff\">");
    for (String line : HandOffWords.of(handOffs, UnaryOperator.identity())) {
      html.element("p", "", line);
    }
    html.raw("</td></tr>\n");
  }
}
