// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Marks what a value stream map shows on a diagram: step numbers, touchpoints, whether steps add
 * value, and hand-offs. Remembers what it has drawn for the legend.
 */
final class DiagramMarks {
  private static final String NUMBER = "step number";
  private static final String ADDS = "step that adds value";
  private static final String WASTE = "step that adds none";
  private static final String TOUCHPOINT = "touchpoint with the customer's side";
  private static final String HAND_OFF = "hand-off";

  /** What marks mean, in the order of the legend. */
  private static final List<String> MEANINGS = List.of(NUMBER, ADDS, WASTE, TOUCHPOINT, HAND_OFF);

  private static final double RADIUS = 10;
  private static final double BAR = 4;
  private static final double FIRST_TRY = 22;
  private static final double NEXT_TRY = 4;
  private static final double LEGEND_STEP = 14;

  private final Svg svg;
  private final List<Box> taken = new ArrayList<>();
  private final Set<String> drawn = new HashSet<>();

  DiagramMarks(Svg svg) {
    this.svg = svg;
  }

  /** Keeps a place free of the marks on lines. */
  void keepFree(Box box) {
    taken.add(box);
  }

  /** Marks at its upper edge whether a step adds value. */
  void value(Step step, Box box) {
    Boolean adds = step.elaboration().valueAdding();
    if (adds != null) {
      double side = 2 * RADIUS;
      valueBar(adds, new Box(box.x() + side, box.y() - BAR / 2, box.width() - 2 * side, BAR));
      drawn.add(adds ? ADDS : WASTE);
    }
  }

  /** Marks a step at its corners. */
  void step(Step step, Box box) {
    Point corner = new Point(box.x() + 1, box.y() + 1);
    number(Integer.toString(step.number()), corner);
    taken.add(around(corner));
    drawn.add(NUMBER);
    String touchpoint = step.elaboration().touchpoint();
    if (touchpoint != null) {
      Point right = new Point(box.right() - 1, box.y() + 1);
      svg.open("g").title("Touchpoint: " + touchpoint);
      touchpoint(right);
      svg.close("g");
      taken.add(around(right));
      drawn.add(TOUCHPOINT);
    }
  }

  private void number(String number, Point centre) {
    svg.circle("badge number", centre, RADIUS);
    double size = number.length() > 2 ? 8 : 11;
    svg.lines(
        "middle onbadge", centre.x(), centre.y() - Svg.height(1, size) / 2, size, List.of(number));
  }

  private void touchpoint(Point centre) {
    svg.circle("badge touchpoint", centre, RADIUS);
    svg.open("g", "transform", at(centre));
    svg.path("onbadge line", "M-6 -5h9v6.5h-4.5l-2.5 2.5v-2.5h-2z");
    svg.path("onbadge line", "M0.5 4h2.5l2.5 2v-2h1v-5.5h-1.5").close("g");
  }

  private void valueBar(boolean adds, Box bar) {
    svg.rectangle(adds ? "bar adds" : "bar waste", bar, 2);
  }

  /** Marks a hand-off on the line that enters a step, near its head, where nothing else is. */
  void handOff(Line line, String reasons) {
    Point place = place(line.points());
    taken.add(around(place));
    svg.open("g").title("Hand-off: " + reasons);
    handOff(place);
    svg.close("g");
    drawn.add(HAND_OFF);
  }

  private void handOff(Point centre) {
    svg.circle("badge handoff", centre, RADIUS - 2);
    svg.open("g", "transform", at(centre));
    svg.path("onbadge line", "M-4 -2h7.5l-2.5 -2.5M4 2h-7.5l2.5 2.5").close("g");
  }

  private Point place(List<Point> points) {
    Point first = fromEnd(points, FIRST_TRY);
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += LineShapes.length(points.get(i - 1), points.get(i));
    }
    for (double distance = FIRST_TRY; distance < length - RADIUS; distance += NEXT_TRY) {
      Point point = fromEnd(points, distance);
      Box box = around(point);
      if (taken.stream().noneMatch(box::overlaps)) {
        return point;
      }
    }
    return first;
  }

  /** The point on a line at this distance from its end; its beginning if it is shorter. */
  private static Point fromEnd(List<Point> points, double distance) {
    double rest = distance;
    for (int i = points.size() - 1; i > 0; i--) {
      double length = LineShapes.length(points.get(i), points.get(i - 1));
      if (rest <= length) {
        return LineShapes.along(points.get(i), points.get(i - 1), rest);
      }
      rest -= length;
    }
    return points.get(0);
  }

  private static Box around(Point point) {
    return new Box(point.x() - RADIUS, point.y() - RADIUS, 2 * RADIUS, 2 * RADIUS);
  }

  private static String at(Point point) {
    return "translate(" + Svg.number(point.x()) + " " + Svg.number(point.y()) + ")";
  }

  /** Draws what the marks mean, in one line; nothing if there are none. */
  void legend(double left, double middle) {
    double x = left + RADIUS;
    for (String meaning : MEANINGS) {
      if (!drawn.contains(meaning)) {
        continue;
      }
      Point centre = new Point(x, middle);
      switch (meaning) {
        case NUMBER -> number("1", centre);
        case TOUCHPOINT -> touchpoint(centre);
        case HAND_OFF -> handOff(centre);
        default ->
            valueBar(meaning.equals(ADDS), new Box(x - RADIUS, middle - BAR / 2, 2 * RADIUS, BAR));
      }
      x += LEGEND_STEP;
      double top = middle - Svg.height(1, 12) / 2;
      svg.lines("begin", x, top, 12, List.of(meaning));
      x += TextWidth.of(meaning, 12) + 3 * LEGEND_STEP;
    }
  }
}
