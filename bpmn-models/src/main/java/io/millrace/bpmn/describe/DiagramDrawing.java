// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Node;
import io.millrace.bpmn.internal.Diagram.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Draws one diagram, once: grounds, lines, nodes, labels, then marks. */
final class DiagramDrawing {
  private static final double MARGIN = 24;
  private static final double LEGEND = 44;
  private static final double LEGEND_WIDTH = 760;
  private static final double LABEL_WIDTH = 90;
  private static final double LABEL_SIZE = 11;
  private static final int LABEL_LINES = 6;

  private final ValueStream stream;
  private final Diagram diagram;
  private final StreamMap map;
  private final Svg svg = new Svg();
  private final DiagramMarks marks;
  private final NodeShapes nodes;
  private final LineShapes lines;

  DiagramDrawing(ValueStream stream, Diagram diagram, StreamMap map) {
    this.stream = stream;
    this.diagram = diagram;
    this.map = map;
    this.marks = new DiagramMarks(svg);
    this.nodes = new NodeShapes(svg);
    this.lines = new LineShapes(svg);
  }

  String draw(String css) {
    Box extent = extent();
    begin(extent, css);
    List<Node> ground = new ArrayList<>();
    List<Node> border = new ArrayList<>();
    List<Node> others = new ArrayList<>();
    for (Node node : diagram.nodes()) {
      boolean around = node.isSubprocess() && node.expanded() || isBackground(node);
      (around ? ground : node.attachedTo() != null ? border : others).add(node);
    }
    ground.forEach(this::node);
    diagram.lines().forEach(this::line);
    others.forEach(this::node);
    eachStep(marks::value);
    border.forEach(this::node);
    diagram.nodes().forEach(this::label);
    diagram.lines().forEach(this::label);
    mark();
    marks.legend(extent.x() + MARGIN, extent.bottom() - LEGEND / 2);
    return svg.close("svg").toString();
  }

  private void begin(Box extent, String css) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "diagram",
        "role",
        "img",
        "aria-label",
        "Diagram of the value stream " + stream.name(),
        "width",
        extent.width(),
        "height",
        extent.height(),
        "viewBox",
        String.join(
            " ",
            Svg.number(extent.x()),
            Svg.number(extent.y()),
            Svg.number(extent.width()),
            Svg.number(extent.height())));
    if (!css.isEmpty()) {
      svg.style(css);
      svg.rectangle("sheet", extent, 0);
    }
  }

  private void node(Node node) {
    Box box = node.bounds();
    if (box != null) {
      nodes.draw(node, box);
      boolean around = node.isSubprocess() && node.expanded() || isBackground(node);
      if (!around) {
        marks.keepFree(box);
      }
    }
  }

  private void line(Line line) {
    if (!line.points().isEmpty()) {
      boolean fromActivity = diagram.findNode(line.source()).filter(Node::isActivity).isPresent();
      lines.draw(line, fromActivity);
    }
  }

  private void label(Node node) {
    Box box = node.bounds();
    boolean outside =
        node.isEvent()
            || node.isGateway()
            || node.type().startsWith("data")
            || node.type().equals("group");
    if (box != null && outside && !node.name().isEmpty()) {
      Box below =
          new Box(box.centre().x() - LABEL_WIDTH / 2, box.bottom() + 5, LABEL_WIDTH, LABEL_SIZE);
      label(node.name(), node.label() == null ? below : node.label());
    }
  }

  private void label(Line line) {
    if (!line.name().isEmpty() && !line.points().isEmpty()) {
      Point middle = middle(line.points());
      Box beside = new Box(middle.x() - LABEL_WIDTH / 2, middle.y() - 18, LABEL_WIDTH, 14);
      label(line.name(), line.label() == null ? beside : line.label());
    }
  }

  private void label(String name, Box box) {
    double width = Math.max(box.width() + 6, LABEL_WIDTH);
    List<String> text = TextWidth.wrap(Markup.visible(name), width, LABEL_SIZE, LABEL_LINES);
    double widest =
        text.stream().mapToDouble(line -> TextWidth.of(line, LABEL_SIZE)).max().orElse(0);
    double height = Svg.height(text.size(), LABEL_SIZE);
    marks.keepFree(new Box(box.centre().x() - widest / 2, box.y(), widest, height));
    svg.lines("middle label", box.centre().x(), box.y(), LABEL_SIZE, text);
  }

  private void eachStep(BiConsumer<Step, Box> marker) {
    for (Step step : stream.steps()) {
      Box box = diagram.findNode(step.id()).map(Node::bounds).orElse(null);
      if (box != null) {
        marker.accept(step, box);
      }
    }
  }

  /** Lines that meet before they enter a step are marked once. */
  private void mark() {
    eachStep(marks::step);
    Map<String, Line> byId = new HashMap<>();
    diagram.lines().forEach(line -> byId.put(line.id(), line));
    Map<Point, Line> first = new LinkedHashMap<>();
    Map<Point, Set<String>> reasons = new HashMap<>();
    for (HandOff handOff : map.handOffs()) {
      Line line = byId.get(handOff.flow());
      if (line != null && !line.points().isEmpty()) {
        Point end = line.points().get(line.points().size() - 1);
        first.putIfAbsent(end, line);
        reasons.computeIfAbsent(end, point -> new LinkedHashSet<>()).addAll(handOff.reasons());
      }
    }
    first.forEach(
        (end, line) -> marks.handOff(line, String.join("; ", reasons.getOrDefault(end, Set.of()))));
  }

  private static boolean isBackground(Node node) {
    return Set.of("participant", "lane", "group").contains(node.type());
  }

  private static Point middle(List<Point> points) {
    Point before = points.get((points.size() - 1) / 2);
    Point after = points.get((points.size() - 1) / 2 + 1);
    return new Point((before.x() + after.x()) / 2, (before.y() + after.y()) / 2);
  }

  /** What encloses everything, with a margin, and room for the legend below. */
  private Box extent() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    List<Box> boxes = new ArrayList<>();
    for (Node node : diagram.nodes()) {
      add(boxes, node.bounds());
      add(boxes, node.label());
    }
    for (Line line : diagram.lines()) {
      add(boxes, line.label());
      line.points().forEach(point -> boxes.add(new Box(point.x(), point.y(), 0, 0)));
    }
    for (Box box : boxes) {
      left = Math.min(left, box.x());
      top = Math.min(top, box.y());
      right = Math.max(right, box.right());
      bottom = Math.max(bottom, box.bottom());
    }
    double width = Math.max(right - left, LEGEND_WIDTH) + 2 * MARGIN;
    return new Box(left - MARGIN, top - MARGIN, width, bottom - top + 2 * MARGIN + LEGEND);
  }

  private static void add(List<Box> boxes, @Nullable Box box) {
    if (box != null) {
      boxes.add(box);
    }
  }
}
