// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Point;
import io.millrace.bpmn.internal.Diagram.Repeat;

/** Draws the symbols of BPMN that tell events, tasks and gateways apart. */
final class Symbols {
  private static final int COGS = 8;
  private static final int HOURS = 12;
  private static final String THIN = "symbol";
  private static final String FULL = "symbol full";

  private final Svg svg;

  Symbols(Svg svg) {
    this.svg = svg;
  }

  /** What a task is done by, in 16 by 16 pixels. */
  void task(String type, Point corner) {
    move(corner);
    switch (type) {
      case "userTask" -> {
        svg.circle(THIN, new Point(8, 5), 3);
        svg.path(THIN, "M2.5 15v-1.5c0-3 2.4-4.5 5.5-4.5s5.5 1.5 5.5 4.5v1.5z");
      }
      case "serviceTask" -> cog();
      case "businessRuleTask" -> {
        svg.rectangle(THIN, new Box(1, 2.5, 14, 11), 0);
        svg.path(FULL, "M1 2.5h14v3.5h-14z");
        svg.path(THIN, "M1 9.8h14M5.5 6v7.5");
      }
      case "receiveTask" -> svg.path(THIN, "M1 3h14v10h-14zM15 3l-7 6 -7 -6");
      case "sendTask" -> svg.path("symbol full lined", "M1 3h14v10h-14zM15 3l-7 6 -7 -6");
      case "manualTask" ->
          svg.path(THIN, "M2 9l5-5h2l-1.5 2.5h7v2.2h-5h4.4v2.2h-4.6h3.6v2.1h-7.4z");
      case "scriptTask" -> svg.path(THIN, "M3.5 1.5h9v13h-9zM5.5 5h5M5.5 8h5M5.5 11h5");
      default -> {
        // a task of no special type has no symbol
      }
    }
    svg.close("g");
  }

  private void cog() {
    StringBuilder teeth = new StringBuilder();
    for (int i = 0; i < COGS; i++) {
      double angle = 2 * Math.PI * i / COGS;
      teeth.append(ray(8, 8, angle, 4.6, 7));
    }
    svg.path("symbol tooth", teeth.toString());
    svg.circle(THIN, new Point(8, 8), 4.4);
    svg.circle(THIN, new Point(8, 8), 1.6);
  }

  private static String ray(double x, double y, double angle, double from, double to) {
    return "M"
        + Svg.number(x + from * Math.cos(angle))
        + " "
        + Svg.number(y + from * Math.sin(angle))
        + "L"
        + Svg.number(x + to * Math.cos(angle))
        + " "
        + Svg.number(y + to * Math.sin(angle));
  }

  /** What an event waits for, or throws: then the symbol is filled. */
  void event(String event, Point centre, boolean thrown) {
    String style = thrown ? FULL : THIN;
    move(centre);
    switch (event) {
      case "message" ->
          svg.path(style + (thrown ? " lined" : ""), "M-8 -5.5h16v11h-16zM8 -5.5l-8 6.5 -8 -6.5");
      case "timer" -> timer();
      case "error" -> svg.path(style, "M-8 8l5 -13 5 7 6 -9 -4 13 -5 -6.5z");
      case "escalation" -> svg.path(style, "M0 -9l7 17 -7 -7 -7 7z");
      case "signal" -> svg.path(style, "M0 -8.5l8.5 14h-17z");
      case "link" -> svg.path(style, "M-9 -3h9v-4.5l9 7.5 -9 7.5v-4.5h-9z");
      case "conditional" ->
          svg.path(THIN, "M-6 -8h12v16h-12zM-4 -4.5h8M-4 -1.5h8M-4 1.5h8M-4 4.5h8");
      case "compensate" -> svg.path(style, "M0 -6v12l-8 -6zM8 -6v12l-8 -6z");
      case "cancel" -> svg.path("symbol heavy", "M-6 -6l12 12M6 -6l-12 12");
      case "terminate" -> svg.circle(FULL, new Point(0, 0), 10);
      default -> {
        // an event without a symbol of its own
      }
    }
    svg.close("g");
  }

  private void timer() {
    StringBuilder hours = new StringBuilder("M0 -6.5L0 0L4.5 3");
    for (int i = 0; i < HOURS; i++) {
      hours.append(ray(0, 0, 2 * Math.PI * i / HOURS, 8, 10));
    }
    svg.circle(THIN, new Point(0, 0), 10);
    svg.path(THIN, hours.toString());
  }

  /** How a gateway chooses. */
  void gateway(String type, Point centre) {
    move(centre);
    switch (type) {
      case "exclusiveGateway" -> svg.path("symbol heavy", "M-7 -8l14 16M7 -8l-14 16");
      case "parallelGateway" -> svg.path("symbol heavy", "M-10 0h20M0 -10v20");
      case "inclusiveGateway" -> svg.circle("symbol heavy", new Point(0, 0), 10);
      case "eventBasedGateway" -> {
        svg.circle(THIN, new Point(0, 0), 13);
        svg.circle(THIN, new Point(0, 0), 10.5);
        svg.path(THIN, "M0 -7l6.7 4.8 -2.6 7.9h-8.2l-2.6 -7.9z");
      }
      default -> svg.path("symbol heavy", "M-10 0h20M0 -10v20M-7 -7l14 14M7 -7l-14 14");
    }
    svg.close("g");
  }

  /** Several times, or more inside: at the middle of the lower edge. */
  void bottom(Repeat repeat, boolean more, Point middle) {
    boolean both = more && repeat != Repeat.ONCE;
    if (more) {
      move(new Point(middle.x() + (both ? 10 : 0), middle.y() - 9));
      svg.path(THIN, "M-7 -7h14v14h-14zM-4 0h8M0 -4v8");
      svg.close("g");
    }
    if (repeat != Repeat.ONCE) {
      move(new Point(middle.x() - (both ? 10 : 0), middle.y() - 9));
      switch (repeat) {
        case PARALLEL -> svg.path("symbol heavy", "M-5 -6v12M0 -6v12M5 -6v12");
        case SEQUENTIAL -> svg.path("symbol heavy", "M-6 -5h12M-6 0h12M-6 5h12");
        default -> svg.path(THIN, "M3 5.2a6 6 0 1 0 -6 0M-7 5.5h4v-4");
      }
      svg.close("g");
    }
  }

  private void move(Point to) {
    svg.open("g", "transform", "translate(" + Svg.number(to.x()) + " " + Svg.number(to.y()) + ")");
  }
}
