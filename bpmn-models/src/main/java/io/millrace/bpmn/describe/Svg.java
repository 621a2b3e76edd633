// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Point;
import java.util.List;

/** Writes SVG. Escapes every value and text. For one thread. */
final class Svg {
  private static final double LINE_HEIGHT = 1.2;
  private static final double BASELINE = 0.95;
  private static final double PRECISION = 100;

  private final StringBuilder out = new StringBuilder();

  /** Opens an element. Attributes are names and values in turn; numbers are rounded. */
  Svg open(String name, Object... attributes) {
    start(name, attributes);
    out.append('>');
    return this;
  }

  Svg close(String name) {
    out.append("</").append(name).append(">\n");
    return this;
  }

  /** An element without content. */
  Svg add(String name, Object... attributes) {
    start(name, attributes);
    out.append("/>\n");
    return this;
  }

  /** What a pointer shows. */
  Svg title(String text) {
    open("title");
    out.append(Markup.html(text));
    return close("title");
  }

  /** A style sheet of our own. */
  Svg style(String css) {
    out.append("<style>").append(css).append("</style>\n");
    return this;
  }

  Svg path(String style, String data) {
    return add("path", "class", style, "d", data);
  }

  Svg circle(String style, Point centre, double radius) {
    return add("circle", "class", style, "cx", centre.x(), "cy", centre.y(), "r", radius);
  }

  Svg rectangle(String style, Box box, double radius) {
    return add(
        "rect",
        "class",
        style,
        "x",
        box.x(),
        "y",
        box.y(),
        "width",
        box.width(),
        "height",
        box.height(),
        "rx",
        radius);
  }

  /** Lines of text; they are aligned at x as the style says. */
  Svg lines(String style, double x, double top, double fontSize, List<String> lines) {
    double y = top + fontSize * BASELINE;
    open("text", "class", style, "font-size", fontSize);
    for (String line : lines) {
      open("tspan", "x", x, "y", y);
      out.append(Markup.html(line)).append("</tspan>");
      y += fontSize * LINE_HEIGHT;
    }
    return close("text");
  }

  /** How high lines of text are, in pixels. */
  static double height(int lines, double fontSize) {
    return lines * fontSize * LINE_HEIGHT;
  }

  /** A number as SVG writes it, with at most two decimals. */
  static String number(double number) {
    double rounded = Math.round(number * PRECISION) / PRECISION;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private void start(String name, Object... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String text = value instanceof Double number ? number(number) : value.toString();
      out.append(' ').append(attributes[i]).append("=\"").append(Markup.html(text)).append('"');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
