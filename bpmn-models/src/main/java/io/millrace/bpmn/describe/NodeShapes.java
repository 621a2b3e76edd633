// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Node;
import io.millrace.bpmn.internal.Diagram.Point;
import io.millrace.bpmn.internal.Diagram.Repeat;
import java.util.List;

/** Draws the nodes of a diagram, with the names that stand in them. */
final class NodeShapes {
  private static final double[] FONT_SIZES = {12, 11, 10, 9};
  private static final double SYMBOL = 16;
  private static final double PAD = 6;
  private static final double ROUND = 10;
  private static final double BAND = 30;
  private static final double RING = 4;

  private final Svg svg;
  private final Symbols symbols;

  NodeShapes(Svg svg) {
    this.svg = svg;
    this.symbols = new Symbols(svg);
  }

  /** Draws a node at its place. */
  void draw(Node node, Box box) {
    if (node.isEvent()) {
      event(node, box);
    } else if (node.isGateway()) {
      gateway(node, box);
    } else if (node.isSubprocess() && node.expanded()) {
      subprocess(node, box);
    } else if (node.isActivity()) {
      activity(node, box);
    } else {
      other(node, box);
    }
  }

  private void event(Node node, Box box) {
    Point centre = box.centre();
    double radius = Math.min(box.width(), box.height()) / 2;
    boolean end = node.type().equals("endEvent");
    String dashed = node.dashed() ? " dashed" : "";
    svg.circle("node" + (end ? " end" : dashed), centre, radius);
    if (!end && !node.type().equals("startEvent")) {
      svg.circle("node" + dashed, centre, Math.max(1, radius - RING));
    }
    String event = node.event();
    if (event != null) {
      symbols.event(event, centre, end || node.type().equals("intermediateThrowEvent"));
    }
  }

  private void gateway(Node node, Box box) {
    Point centre = box.centre();
    svg.path(
        "node",
        "M%s %sL%s %sL%s %sL%s %sZ"
            .formatted(
                Svg.number(centre.x()),
                Svg.number(box.y()),
                Svg.number(box.right()),
                Svg.number(centre.y()),
                Svg.number(centre.x()),
                Svg.number(box.bottom()),
                Svg.number(box.x()),
                Svg.number(centre.y())));
    symbols.gateway(node.type(), centre);
  }

  private void subprocess(Node node, Box box) {
    svg.rectangle(node.dashed() ? "node dashed" : "node", box, ROUND);
    double width = box.width() - 2 * (PAD + SYMBOL);
    List<String> lines = TextWidth.wrap(Markup.visible(node.name()), width, 12, 2);
    svg.lines("middle strong", box.centre().x(), box.y() + PAD, 12, lines);
    symbols.bottom(node.repeat(), false, new Point(box.centre().x(), box.bottom()));
  }

  private void activity(Node node, Box box) {
    boolean call = node.type().equals("callActivity");
    boolean more = call || node.isSubprocess();
    svg.rectangle(call ? "node call" : node.dashed() ? "node dashed" : "node", box, ROUND);
    symbols.task(node.type(), new Point(box.x() + 12, box.y() + 5));
    symbols.bottom(node.repeat(), more, new Point(box.centre().x(), box.bottom()));
    boolean topped = !more && !node.type().equals("task");
    boolean bottomed = more || node.repeat() != Repeat.ONCE;
    double top = topped ? SYMBOL + PAD : PAD;
    double bottom = bottomed ? SYMBOL + 4 : PAD;
    name(node, box, top, bottom);
  }

  /** The name in the middle, smaller if there is little room, below the symbol if it must be. */
  private void name(Node node, Box box, double top, double bottom) {
    String text = Markup.visible(node.name());
    double width = box.width() - 2 * PAD;
    double room = box.height() - top - bottom;
    double fontSize = FONT_SIZES[FONT_SIZES.length - 1];
    for (double size : FONT_SIZES) {
      int lines = TextWidth.wrap(text, width, size, Integer.MAX_VALUE - 1).size();
      if (Svg.height(lines, size) <= room) {
        fontSize = size;
        break;
      }
    }
    int most = Math.max(1, (int) (room / Svg.height(1, fontSize)));
    List<String> lines = TextWidth.wrap(text, width, fontSize, most);
    double height = Svg.height(lines.size(), fontSize);
    double centred = box.y() + (box.height() - height) / 2;
    double y = Math.min(Math.max(centred, box.y() + top), box.bottom() - bottom - height);
    svg.lines("middle", box.centre().x(), y, fontSize, lines);
  }

  private void other(Node node, Box box) {
    switch (node.type()) {
      case "participant", "lane" -> band(node, box);
      case "textAnnotation" -> annotation(node, box);
      case "group" -> svg.rectangle("group", box, ROUND);
      case "dataStoreReference" -> store(box);
      default -> page(box);
    }
  }

  private void band(Node node, Box box) {
    svg.rectangle("node pool", box, 0);
    String text = Markup.visible(node.name());
    Point middle = box.centre();
    if (node.expanded()) {
      double x = box.x() + BAND / 2;
      svg.path(
          "node pool",
          "M%s %sv%s"
              .formatted(
                  Svg.number(box.x() + BAND), Svg.number(box.y()), Svg.number(box.height())));
      String turn = "rotate(-90 " + Svg.number(x) + " " + Svg.number(middle.y()) + ")";
      svg.open("g", "transform", turn);
      List<String> lines = TextWidth.wrap(text, box.height() - 2 * PAD, 12, 2);
      double top = middle.y() - Svg.height(lines.size(), 12) / 2;
      svg.lines("middle", x, top, 12, lines).close("g");
    } else {
      List<String> lines = TextWidth.wrap(text, box.width() - 2 * PAD, 12, 2);
      svg.lines("middle", middle.x(), box.y() + PAD, 12, lines);
    }
  }

  private void annotation(Node node, Box box) {
    svg.path(
        "flow",
        "M%s %sh-8v%sh8"
            .formatted(Svg.number(box.x() + 8), Svg.number(box.y()), Svg.number(box.height())));
    int most = Math.max(1, (int) ((box.height() - PAD) / Svg.height(1, 11)));
    String text = Markup.visible(node.name());
    List<String> lines = TextWidth.wrap(text, box.width() - 2 * PAD, 11, most);
    svg.lines("begin", box.x() + PAD, box.y() + PAD, 11, lines);
  }

  private void page(Box box) {
    double fold = box.width() / 3;
    svg.path(
        "node",
        "M%s %sh%sl%s %sv%sh-%sz"
            .formatted(
                Svg.number(box.x()),
                Svg.number(box.y()),
                Svg.number(box.width() - fold),
                Svg.number(fold),
                Svg.number(fold),
                Svg.number(box.height() - fold),
                Svg.number(box.width())));
  }

  private void store(Box box) {
    String arc =
        "a%s 6 0 0 %%s %%s%s 0".formatted(Svg.number(box.width() / 2), Svg.number(box.width()));
    String body = "M%s %s".formatted(Svg.number(box.x()), Svg.number(box.y() + 6));
    String side = Svg.number(box.height() - 12);
    svg.path("node", body + arc.formatted("1", "") + "v" + side + arc.formatted("1", "-") + "z");
    svg.path("flow", body + arc.formatted("0", ""));
  }
}
