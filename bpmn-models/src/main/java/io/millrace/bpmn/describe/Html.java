// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import java.util.List;

/** Writes HTML. Only {@link #raw} takes markup; everything else is escaped. For one thread. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup of our own. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html text(String text) {
    out.append(Markup.html(text));
    return this;
  }

  /** An element with text, and a class if it is not empty. */
  Html element(String name, String style, String text) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(Markup.html(style)).append('"');
    }
    out.append('>').append(Markup.html(text)).append("</").append(name).append(">");
    return this;
  }

  /** A row of column headings. */
  Html headings(String... headings) {
    raw("<tr>");
    for (String heading : headings) {
      raw("<th scope=\"col\">").text(heading).raw("</th>");
    }
    return raw("</tr>\n");
  }

  /** A list of labels and their values. */
  Html fields(List<Field> fields) {
    raw("<dl>\n");
    for (Field field : fields) {
      raw("<div><dt>").text(field.label()).raw("</dt>");
      if (field.values().isEmpty()) {
        raw("<dd class=\"none\">not said</dd>");
      }
      for (String value : field.values()) {
        element("dd", "", value);
      }
      raw("</div>\n");
    }
    return raw("</dl>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
