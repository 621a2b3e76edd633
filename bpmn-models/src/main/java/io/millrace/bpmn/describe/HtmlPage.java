// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Practice;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.DiagramReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Writes descriptions as one HTML page. Its content security policy lets only its own style in, so
 * that markup in a model could do nothing even if it were let through.
 */
final class HtmlPage {
  private static final String TITLE = "Value streams";

  private final Html html = new Html();
  private final List<ValueStream> streams;

  HtmlPage(List<ValueStream> streams) {
    this.streams = streams;
  }

  String write() {
    String css = Resources.read("page.css") + Resources.read("diagram.css");
    html.raw("<a class=\"skip\" href=\"#streams\">Skip to the streams</a>\n<header>\n");
    html.raw("<p class=\"brand\">Millrace</p>\n").element("h1", "", TITLE);
    contents();
    html.raw("</header>\n<main id=\"streams\">\n");
    for (int i = 0; i < streams.size(); i++) {
      stream(streams.get(i), "s" + (i + 1));
    }
    practices();
    html.raw("</main>\n");
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'sha256-%s'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>%s - Millrace</title>
        <style>%s</style>
        </head>
        <body>
        %s</body>
        </html>
        """
        .formatted(sha256(css), TITLE, css, html);
  }

  private void contents() {
    html.raw("<nav aria-label=\"Contents\">\n<table class=\"contents\">\n<thead>");
    html.headings("Value stream", "Steps", "Target", "Owned by").raw("</thead>\n<tbody>\n");
    for (int i = 0; i < streams.size(); i++) {
      ValueStream stream = streams.get(i);
      html.raw("<tr><th scope=\"row\"><a href=\"#s" + (i + 1) + "\">");
      html.text(stream.name()).raw("</a></th>");
      html.element("td", "n", Long.toString(steps(stream)));
      html.element("td", "n", Words.target(stream.description().targetLeadTime()));
      html.element("td", "", stream.description().ownedBy()).raw("</tr>\n");
    }
    html.raw("</tbody>\n</table>\n");
    html.raw("<p><a href=\"#practices\">Minimum viable practices</a></p>\n</nav>\n");
  }

  /** The variants of a step count once. */
  private static long steps(ValueStream stream) {
    return stream.steps().stream().mapToInt(Step::number).distinct().count();
  }

  private void stream(ValueStream stream, String anchor) {
    Diagram diagram = DiagramReader.read(stream.model());
    StreamMap map = StreamMap.of(stream, diagram);
    html.raw("<section id=\"" + anchor + "\" aria-labelledby=\"" + anchor + "h\">\n");
    html.raw("<h2 id=\"" + anchor + "h\">").text(stream.name()).raw("</h2>\n");
    html.raw("<p class=\"key\"><code>").text(stream.key()).raw("</code></p>\n");
    html.fields(StreamTable.of(stream).stream().skip(1).toList());
    picture(stream, diagram, map);
    html.element("h3", "", "Value stream map");
    new HtmlMap(html).write(map);
    html.fields(Totals.of(stream, map).fields());
    html.element("h3", "", "Steps");
    html.raw("<div class=\"steps\">\n");
    stream.steps().forEach(step -> step(stream, step));
    html.raw("</div>\n</section>\n");
  }

  private void picture(ValueStream stream, Diagram diagram, StreamMap map) {
    html.raw("<div class=\"picture\">\n").element("h3", "", "Diagram").raw("\n");
    Optional<StreamDiagram> picture = StreamDiagram.find(stream, diagram, map);
    if (picture.isEmpty()) {
      html.element("p", "none", "The model does not say where things are, so there is no picture.");
    } else {
      html.raw("<figure tabindex=\"0\" role=\"group\" aria-label=\"Diagram\">\n");
      html.raw(picture.get().part()).raw("</figure>\n");
    }
    html.raw("</div>\n");
  }

  private void step(ValueStream stream, Step step) {
    html.raw("<article class=\"step\">\n<h4><span class=\"badge\">");
    html.text(Integer.toString(step.number())).raw("</span> ").text(step.name()).raw("</h4>\n");
    List<Field> fields = new ArrayList<>(StepTable.of(stream, step));
    fields.removeIf(StepTable::isInHeading);
    html.fields(fields);
    html.raw("</article>\n");
  }

  private void practices() {
    PracticeUse use = PracticeUse.of(streams);
    html.raw("<section id=\"practices\" aria-labelledby=\"practicesh\">\n");
    html.raw("<h2 id=\"practicesh\">Minimum viable practices</h2>\n");
    html.element(
        "p",
        "",
        "What each practice contributes to which step. The variants of a step count once.");
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Practices\">\n");
    html.raw("<table class=\"practices\">\n<thead>");
    html.headings("Practice", "Contribution", "Purpose: value stream and step");
    html.raw("</thead>\n");
    use.needed().forEach(practice -> practice(practice, use.of(practice)));
    html.raw("</table>\n</div>\n");
    List<String> rest = use.notNeeded().stream().map(Practice::title).toList();
    if (!rest.isEmpty()) {
      html.element("p", "", "No step of these streams needs: " + String.join(", ", rest) + ".");
    }
    html.raw("</section>\n");
  }

  private void practice(Practice practice, List<PracticeUse.Contribution> contributions) {
    html.raw("<tbody>\n");
    for (int i = 0; i < contributions.size(); i++) {
      html.raw("<tr>");
      if (i == 0) {
        html.raw("<th scope=\"rowgroup\" rowspan=\"" + contributions.size() + "\">");
        html.text(practice.title()).raw("<span class=\"count\">");
        html.text(practice.code() + ", " + Words.count(contributions.size(), "contribution"));
        html.raw("</span></th>");
      }
      html.element("td", "", contributions.get(i).text());
      html.element("td", "", contributions.get(i).purpose()).raw("</tr>\n");
    }
    html.raw("</tbody>\n");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
