// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Point;
import java.util.List;

/** Draws the lines of a diagram, with their heads and tails. */
final class LineShapes {
  private static final double CORNER = 6;
  private static final double HEAD_LENGTH = 11;
  private static final double HEAD_WIDTH = 4;
  private static final double SLASH_AT = 13;

  private final Svg svg;

  LineShapes(Svg svg) {
    this.svg = svg;
  }

  /** Draws a line that has points. */
  void draw(Line line, boolean fromActivity) {
    List<Point> points = line.points();
    boolean message = line.type().equals("messageFlow");
    boolean data = line.type().startsWith("data");
    String style = line.isFlow() ? "flow" : message ? "flow message" : "flow dotted";
    svg.path(style, path(points));
    Point first = points.get(0);
    Point second = points.get(1);
    Point last = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    if (line.isFlow() || message || data) {
      head(last, before, message || data ? "head open" : "head");
    }
    if (message) {
      svg.circle("head open", along(first, second, 4), 4);
    } else if (line.byDefault()) {
      slash(first, second);
    } else if (line.conditional() && fromActivity) {
      diamond(first, second);
    }
  }

  /** The points, joined by straight lines with rounded corners. */
  private static String path(List<Point> points) {
    StringBuilder data = new StringBuilder("M").append(text(points.get(0)));
    for (int i = 1; i < points.size() - 1; i++) {
      Point corner = points.get(i);
      Point before = points.get(i - 1);
      Point after = points.get(i + 1);
      double radius = Math.min(CORNER, Math.min(length(before, corner), length(corner, after)) / 2);
      data.append('L').append(text(along(corner, before, radius)));
      data.append('Q').append(text(corner)).append(' ').append(text(along(corner, after, radius)));
    }
    return data.append('L').append(text(points.get(points.size() - 1))).toString();
  }

  private void head(Point tip, Point from, String style) {
    Point base = along(tip, from, HEAD_LENGTH);
    Point left = aside(base, tip, HEAD_WIDTH);
    Point right = aside(base, tip, -HEAD_WIDTH);
    svg.path(style, "M" + text(tip) + "L" + text(left) + "L" + text(right) + "Z");
  }

  private void slash(Point start, Point next) {
    Point near = aside(along(start, next, SLASH_AT - 3), next, 5);
    Point far = aside(along(start, next, SLASH_AT + 3), next, -5);
    svg.path("flow", "M" + text(near) + "L" + text(far));
  }

  private void diamond(Point start, Point next) {
    Point middle = along(start, next, 8);
    svg.path(
        "head open",
        "M"
            + text(start)
            + "L"
            + text(aside(middle, next, 5))
            + "L"
            + text(along(start, next, 16))
            + "L"
            + text(aside(middle, next, -5))
            + "Z");
  }

  /** The point at this distance from one point towards another. */
  static Point along(Point from, Point to, double distance) {
    double length = length(from, to);
    if (length == 0) {
      return from;
    }
    double share = distance / length;
    return new Point(
        from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
  }

  /** The point at this distance beside a point, for one who looks to another point. */
  private static Point aside(Point point, Point to, double distance) {
    double length = length(point, to);
    if (length == 0) {
      return point;
    }
    return new Point(
        point.x() - (to.y() - point.y()) / length * distance,
        point.y() + (to.x() - point.x()) / length * distance);
  }

  static double length(Point from, Point to) {
    return Math.hypot(to.x() - from.x(), to.y() - from.y());
  }

  private static String text(Point point) {
    return Svg.number(point.x()) + " " + Svg.number(point.y());
  }
}
