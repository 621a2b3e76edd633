// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.bpmn.internal.Diagram.Box;
import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Node;
import io.millrace.bpmn.internal.Diagram.Point;
import io.millrace.bpmn.internal.Diagram.Repeat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a BPMN file draws. Takes places that make no sense as not given: the file may come
 * from anybody.
 */
public final class DiagramReader {
  /** Nothing that a person draws lies further away, in pixels. */
  private static final double FARTHEST = 100_000;

  private static final double GAP = 60;

  private static final Set<String> NODES =
      Set.of(
          ("startEvent endEvent intermediateThrowEvent intermediateCatchEvent boundaryEvent task "
                  + "manualTask userTask serviceTask businessRuleTask receiveTask sendTask "
                  + "scriptTask callActivity subProcess transaction adHocSubProcess "
                  + "exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway "
                  + "complexGateway participant lane textAnnotation group dataObjectReference "
                  + "dataStoreReference")
              .split(" "));
  private static final Set<String> LINES =
      Set.of(
          "bpmn:sequenceFlow",
          "bpmn:messageFlow",
          "bpmn:association",
          "bpmn:dataInputAssociation",
          "bpmn:dataOutputAssociation");

  private final XmlElement root;
  private final Map<String, XmlElement> drawings = new HashMap<>();
  private final Map<XmlElement, Double> shifts = new HashMap<>();
  private final Map<String, String> categories = new HashMap<>();
  private final Set<String> defaults = new HashSet<>();

  private DiagramReader(XmlElement root) {
    this.root = root;
  }

  /**
   * Reads the file.
   *
   * @throws ValueStreamException if it is no XML
   */
  public static Diagram read(StreamModel model) {
    try {
      return new DiagramReader(XmlFile.read(model.bytes())).read();
    } catch (XmlFile.Refusal e) {
      Problems problems = new Problems(model.fileName());
      problems.unreadable(e.line, e.problem, e.advice);
      throw new ValueStreamException(model.fileName(), problems.report().problems());
    }
  }

  private Diagram read() {
    double shift = 0;
    for (XmlElement diagram : root.children("bpmndi:BPMNDiagram")) {
      for (XmlElement plane : diagram.children("bpmndi:BPMNPlane")) {
        shift = readPlane(plane, shift);
      }
    }
    List<XmlElement> elements = root.subtree();
    for (XmlElement element : elements) {
      defaults.add(element.attribute("default", ""));
      if (element.is("bpmn:categoryValue")) {
        categories.put(element.id(), element.attribute("value", ""));
      }
    }
    List<Node> nodes = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    for (XmlElement element : elements) {
      if (element.name.startsWith("bpmn:") && NODES.contains(local(element))) {
        nodes.add(node(element));
      } else if (LINES.contains(element.name)) {
        lines.add(line(element));
      }
    }
    return new Diagram(nodes, lines);
  }

  /** Subprocesses may have a plane of their own, which is drawn below the others. */
  private double readPlane(XmlElement plane, double shift) {
    double top = Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (XmlElement drawing : plane.children) {
      drawings.putIfAbsent(reference(drawing, "bpmnElement"), drawing);
      Box box = box(drawing, 0);
      if (box != null) {
        top = Math.min(top, box.y());
        bottom = Math.max(bottom, box.bottom());
      }
    }
    double down = shift == 0 ? 0 : shift - top;
    plane.children.forEach(drawing -> shifts.put(drawing, down));
    return bottom < top ? shift : bottom + down + GAP;
  }

  private Node node(XmlElement element) {
    String type = local(element);
    XmlElement shape = drawings.get(element.id());
    XmlElement definition = definition(element);
    boolean flat = type.equals("participant") || type.equals("lane");
    return new Node(
        element.id(),
        type,
        name(element),
        isExecuted(element),
        container(element),
        type.equals("boundaryEvent") ? reference(element, "attachedToRef") : null,
        definition == null ? null : local(definition).replace("EventDefinition", ""),
        definition == null ? "" : detail(definition),
        "false".equals(element.attribute("cancelActivity"))
            || "false".equals(element.attribute("isInterrupting"))
            || "true".equals(element.attribute("triggeredByEvent")),
        repeat(element),
        shape != null
            && (flat
                ? !"false".equals(shape.attribute("isHorizontal"))
                : "true".equals(shape.attribute("isExpanded"))),
        shape == null ? null : box(shape, shift(shape)),
        shape == null ? null : labelBox(shape));
  }

  private Line line(XmlElement element) {
    XmlElement edge = drawings.get(element.id());
    List<Point> points = new ArrayList<>();
    if (edge != null) {
      for (XmlElement waypoint : edge.children("di:waypoint")) {
        double x = number(waypoint, "x");
        double y = number(waypoint, "y") + shift(edge);
        if (!Double.isNaN(x) && !Double.isNaN(y)) {
          points.add(new Point(x, y));
        }
      }
    }
    return new Line(
        element.id(),
        local(element),
        element.attribute("name", ""),
        reference(element, "sourceRef"),
        reference(element, "targetRef"),
        !element.children("bpmn:conditionExpression").isEmpty(),
        !element.id().isEmpty() && defaults.contains(element.id()),
        points.size() < 2 ? List.of() : points,
        edge == null ? null : labelBox(edge));
  }

  private String name(XmlElement element) {
    if (element.is("bpmn:textAnnotation")) {
      List<XmlElement> texts = element.children("bpmn:text");
      return texts.isEmpty() ? "" : texts.get(0).trimmedText();
    }
    if (element.is("bpmn:group")) {
      return categories.getOrDefault(reference(element, "categoryValueRef"), "");
    }
    return element.attribute("name", "");
  }

  private static boolean isExecuted(XmlElement element) {
    for (XmlElement outer = element.parent; outer != null; outer = outer.parent) {
      if (outer.is("bpmn:process")) {
        return "true".equals(outer.attribute("isExecutable"));
      }
    }
    return false;
  }

  private static @Nullable String container(XmlElement element) {
    XmlElement parent = element.parent;
    boolean inside =
        parent != null && local(parent).toLowerCase(Locale.ROOT).endsWith("subprocess");
    return parent != null && (inside || parent.is("bpmn:transaction")) ? parent.id() : null;
  }

  private static @Nullable XmlElement definition(XmlElement element) {
    for (XmlElement child : element.children) {
      if (child.name.endsWith("EventDefinition")) {
        return child;
      }
    }
    return null;
  }

  private static String detail(XmlElement definition) {
    if (definition.is("bpmn:linkEventDefinition")) {
      return definition.attribute("name", "");
    }
    for (XmlElement child : definition.children) {
      if (child.name.startsWith("bpmn:time")) {
        return child.trimmedText();
      }
    }
    return "";
  }

  private static Repeat repeat(XmlElement element) {
    if (!element.children("bpmn:standardLoopCharacteristics").isEmpty()) {
      return Repeat.LOOP;
    }
    List<XmlElement> several = element.children("bpmn:multiInstanceLoopCharacteristics");
    if (several.isEmpty()) {
      return Repeat.ONCE;
    }
    boolean inTurn = "true".equals(several.get(0).attribute("isSequential"));
    return inTurn ? Repeat.SEQUENTIAL : Repeat.PARALLEL;
  }

  private @Nullable Box labelBox(XmlElement drawing) {
    List<XmlElement> labels = drawing.children("bpmndi:BPMNLabel");
    return labels.isEmpty() ? null : box(labels.get(0), shift(drawing));
  }

  private double shift(XmlElement drawing) {
    return shifts.getOrDefault(drawing, 0.0);
  }

  private static @Nullable Box box(XmlElement drawing, double shift) {
    List<XmlElement> bounds = drawing.children("dc:Bounds");
    if (bounds.isEmpty()) {
      return null;
    }
    double x = number(bounds.get(0), "x");
    double y = number(bounds.get(0), "y") + shift;
    double width = number(bounds.get(0), "width");
    double height = number(bounds.get(0), "height");
    boolean sensible = width > 0 && height > 0 && !Double.isNaN(x) && !Double.isNaN(y);
    return sensible ? new Box(x, y, width, height) : null;
  }

  /** The number; NaN if it is none, or no sensible one. */
  private static double number(XmlElement element, String attribute) {
    try {
      double number = Double.parseDouble(element.attribute(attribute, ""));
      return Math.abs(number) <= FARTHEST ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN; // like a place that is not given
    }
  }

  /** The id that an attribute refers to, without a prefix. */
  private static String reference(XmlElement element, String attribute) {
    String text = element.attribute(attribute, "");
    return text.substring(text.indexOf(':') + 1);
  }

  private static String local(XmlElement element) {
    return element.name.substring(element.name.lastIndexOf(':') + 1);
  }
}
