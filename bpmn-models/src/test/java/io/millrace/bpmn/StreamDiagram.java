// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static java.util.Objects.requireNonNull;

import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.jspecify.annotations.Nullable;

/** The picture of a stream as boxes and lines, in pixels. */
final class StreamDiagram {
  private final String key;
  private final BpmnModelInstance model;
  private final Map<String, Rectangle2D> shapes;
  private final Map<String, Rectangle2D> labels;
  private final Map<String, List<Line2D>> edges;

  StreamDiagram(ValueStream stream) {
    key = stream.key();
    model = Bpmn.readModelFromStream(stream.model().open());
    shapes = readShapes();
    labels = readLabels();
    edges = readEdges();
  }

  BpmnModelInstance model() {
    return model;
  }

  /** The nodes, by the ids of their elements. */
  Map<String, Rectangle2D> shapes() {
    return shapes;
  }

  /** The labels beside nodes and flows, by {@code label of <id>}. */
  Map<String, Rectangle2D> labels() {
    return labels;
  }

  /** The segments of the flows, by their ids. */
  Map<String, List<Line2D>> edges() {
    return edges;
  }

  List<Line2D> edge(String flow) {
    return requireNonNull(edges.get(flow));
  }

  /** Whether one is drawn on the other on purpose: on its border, or inside a subprocess. */
  boolean belong(String first, String second) {
    return isOn(first, second) || isOn(second, first);
  }

  /** Whether the flow, or whatever has the label, is inside the subprocess. */
  boolean isInside(String id, String subprocess) {
    ModelElementInstance element = element(id);
    while (element != null) {
      element = element.getParentElement();
      if (element != null && subprocess.equals(element.getAttributeValue("id"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether both flows leave the same node, or lead to the same one. */
  boolean meet(String first, String second) {
    SequenceFlow a = model.getModelElementById(first);
    SequenceFlow b = model.getModelElementById(second);
    return a.getSource().equals(b.getSource()) || a.getTarget().equals(b.getTarget());
  }

  private boolean isOn(String id, String host) {
    boolean attached =
        element(id) instanceof BoundaryEvent event && event.getAttachedTo().getId().equals(host);
    return attached || isInside(id, host);
  }

  private @Nullable ModelElementInstance element(String id) {
    return model.getModelElementById(id.substring(id.lastIndexOf(' ') + 1));
  }

  @Override
  public String toString() {
    return key;
  }

  /** The box without its border. */
  static Rectangle2D inside(Rectangle2D box) {
    return new Rectangle2D.Double(
        box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
  }

  private Map<String, Rectangle2D> readShapes() {
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
      boxes.put(shape.getBpmnElement().getId(), box(shape.getBounds()));
    }
    return boxes;
  }

  private Map<String, Rectangle2D> readLabels() {
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
      addLabel(boxes, shape.getBpmnElement().getId(), shape.getBpmnLabel());
    }
    for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
      addLabel(boxes, edge.getBpmnElement().getId(), edge.getBpmnLabel());
    }
    return boxes;
  }

  private static void addLabel(
      Map<String, Rectangle2D> boxes, String id, @Nullable BpmnLabel label) {
    if (label != null) {
      boxes.put("label of " + id, box(label.getBounds()));
    }
  }

  private Map<String, List<Line2D>> readEdges() {
    Map<String, List<Line2D>> lines = new LinkedHashMap<>();
    for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
      List<Line2D> segments = new ArrayList<>();
      List<Waypoint> points = List.copyOf(edge.getWaypoints());
      for (int i = 1; i < points.size(); i++) {
        segments.add(
            new Line2D.Double(
                points.get(i - 1).getX(),
                points.get(i - 1).getY(),
                points.get(i).getX(),
                points.get(i).getY()));
      }
      lines.put(edge.getBpmnElement().getId(), segments);
    }
    return lines;
  }

  private static Rectangle2D box(Bounds bounds) {
    return new Rectangle2D.Double(
        bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
  }
}
