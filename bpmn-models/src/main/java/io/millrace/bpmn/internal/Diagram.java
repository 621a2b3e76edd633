// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a BPMN file draws: nodes and the lines between them, with their places if the file gives
 * them. Immutable. Lengths are in pixels of the file's own layout.
 *
 * @param nodes events, activities, gateways, pools, lanes and artifacts, in the order of the file
 * @param lines sequence flows, message flows and associations, in the order of the file
 */
public record Diagram(List<Node> nodes, List<Line> lines) {
  /** Copies the lists. */
  public Diagram {
    nodes = List.copyOf(nodes);
    lines = List.copyOf(lines);
  }

  /** A point; x grows to the right, y downwards. */
  public record Point(double x, double y) {}

  /** A rectangle, by its upper left corner and its size. */
  public record Box(double x, double y, double width, double height) {
    /** The x of the right edge. */
    public double right() {
      return x + width;
    }

    /** The y of the lower edge. */
    public double bottom() {
      return y + height;
    }

    /** The point in the middle. */
    public Point centre() {
      return new Point(x + width / 2, y + height / 2);
    }

    /** Whether the two have an area in common. */
    public boolean overlaps(Box other) {
      return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
  }

  /** How often an activity is done. */
  public enum Repeat {
    /** Once. */
    ONCE,
    /** Again and again, in a loop. */
    LOOP,
    /** For several things, at the same time. */
    PARALLEL,
    /** For several things, one after the other. */
    SEQUENTIAL
  }

  /**
   * Something with an area.
   *
   * @param id the id in the file
   * @param type the name of the BPMN element, such as {@code userTask}
   * @param name what it says; the text of an annotation; empty if it says nothing
   * @param executed whether it is part of the executable process
   * @param container the id of the subprocess around it; null if there is none
   * @param attachedTo the id of the activity that a boundary event belongs to; otherwise null
   * @param event what an event waits for or throws, such as {@code timer}; null for a plain one
   * @param detail the time of a timer, or the name of a link; empty if there is none
   * @param dashed whether its border is dashed: an event that does not interrupt, or a subprocess
   *     that an event starts
   * @param repeat how often it is done
   * @param expanded whether a subprocess shows what is in it, and whether a pool or lane lies
   * @param bounds where it is; null if the file does not say
   * @param label where its name is; null if the file does not say
   */
  public record Node(
      String id,
      String type,
      String name,
      boolean executed,
      @Nullable String container,
      @Nullable String attachedTo,
      @Nullable String event,
      String detail,
      boolean dashed,
      Repeat repeat,
      boolean expanded,
      @Nullable Box bounds,
      @Nullable Box label) {
    /** Whether it is a start, intermediate, boundary or end event. */
    public boolean isEvent() {
      return type.endsWith("Event");
    }

    /** Whether it is a gateway. */
    public boolean isGateway() {
      return type.endsWith("Gateway");
    }

    /** Whether it is a task, a call of another process, or a subprocess. */
    public boolean isActivity() {
      return type.endsWith("Task")
          || type.equals("task")
          || type.equals("callActivity")
          || isSubprocess();
    }

    /** Whether it has other nodes in it. */
    public boolean isSubprocess() {
      return type.equals("subProcess")
          || type.equals("transaction")
          || type.equals("adHocSubProcess");
    }
  }

  /**
   * A line from one thing to another.
   *
   * @param id the id in the file
   * @param type the name of the BPMN element, such as {@code sequenceFlow}
   * @param name what it says; empty if it says nothing
   * @param source the id of where it begins
   * @param target the id of where it ends
   * @param conditional whether it has a condition
   * @param byDefault whether it is the default of where it begins
   * @param points its points from source to target; empty if the file does not say
   * @param label where its name is; null if the file does not say
   */
  public record Line(
      String id,
      String type,
      String name,
      String source,
      String target,
      boolean conditional,
      boolean byDefault,
      List<Point> points,
      @Nullable Box label) {
    /** Copies the points. */
    public Line {
      points = List.copyOf(points);
    }

    /** Whether work flows along it. */
    public boolean isFlow() {
      return type.equals("sequenceFlow");
    }
  }

  /** The node with this id. */
  public Optional<Node> findNode(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Whether the file says where things are. */
  public boolean isDrawn() {
    return nodes.stream().anyMatch(node -> node.bounds() != null);
  }
}
