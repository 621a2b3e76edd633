package io.millrace.bpmn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The picture can be read: everything is drawn, and nothing lies on anything else. */
class RestoreLiveServiceDiagramTest {
  private final BpmnModelInstance model =
      Bpmn.readModelFromStream(ValueStreams.builtIn().all().get(0).model().open());

  @Test
  void shouldFollowTheBpmnSchema() {
    assertThatCode(() -> Bpmn.validateModel(model)).doesNotThrowAnyException();
  }

  @Test
  void shouldHaveADefaultAtEveryGateway() {
    assertThat(model.getModelElementsByType(ExclusiveGateway.class))
        .hasSize(4)
        .allSatisfy(gateway -> assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull());
  }

  @Test
  void shouldDrawEveryNodeAndFlow() {
    assertThat(shapes().keySet())
        .containsExactlyInAnyOrderElementsOf(
            model.getModelElementsByType(FlowNode.class).stream().map(FlowNode::getId).toList());
    assertThat(edges().keySet())
        .containsExactlyInAnyOrderElementsOf(
            model.getModelElementsByType(SequenceFlow.class).stream()
                .map(SequenceFlow::getId)
                .toList());
  }

  @Test
  void shouldNotOverlapNodesOrLabels() {
    // given
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>(shapes());
    boxes.putAll(labels());

    // when
    List<String> overlaps = new ArrayList<>();
    boxes.forEach(
        (first, box) ->
            boxes.forEach(
                (second, other) -> {
                  if (first.compareTo(second) < 0 && box.intersects(other)) {
                    overlaps.add(first + " and " + second);
                  }
                }));

    // then
    assertThat(overlaps).isEmpty();
  }

  @Test
  void shouldNotDrawFlowsThroughNodesOrLabels() {
    // given
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    shapes().forEach((id, box) -> boxes.put(id, inside(box)));
    labels().forEach((id, box) -> boxes.put(id, inside(box)));

    // when
    List<String> crossings = new ArrayList<>();
    edges()
        .forEach(
            (flow, segments) ->
                boxes.forEach(
                    (id, box) -> {
                      if (segments.stream().anyMatch(box::intersectsLine)) {
                        crossings.add(flow + " through " + id);
                      }
                    }));

    // then
    assertThat(crossings).isEmpty();
  }

  @Test
  void shouldNotCrossFlows() {
    // when
    List<String> crossings = new ArrayList<>();
    edges()
        .forEach(
            (first, firsts) ->
                edges()
                    .forEach(
                        (second, seconds) -> {
                          if (first.compareTo(second) < 0 && cross(firsts, seconds)) {
                            crossings.add(first + " and " + second);
                          }
                        }));

    // then
    assertThat(crossings).isEmpty();
  }

  @Test
  void shouldConnectEachFlowToItsNodes() {
    for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
      // given
      List<Line2D> segments = requireNonNull(edges().get(flow.getId()));
      Rectangle2D source = requireNonNull(shapes().get(flow.getSource().getId()));
      Rectangle2D target = requireNonNull(shapes().get(flow.getTarget().getId()));

      // then
      Line2D last = segments.get(segments.size() - 1);
      assertThat(touches(source, segments.get(0).getP1())).as(flow.getId()).isTrue();
      assertThat(touches(target, last.getP2())).as(flow.getId()).isTrue();
    }
  }

  /** Whether they cross at a right angle; flows that share a line run in parallel. */
  private static boolean cross(List<Line2D> firsts, List<Line2D> seconds) {
    for (Line2D a : firsts) {
      for (Line2D b : seconds) {
        boolean oneOfEach = horizontal(a) != horizontal(b);
        if (oneOfEach && shortened(a).intersectsLine(shortened(b))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean horizontal(Line2D line) {
    return line.getY1() == line.getY2();
  }

  /** The line without its last pixel at both ends, where flows may meet. */
  private static Line2D shortened(Line2D line) {
    double length = line.getP1().distance(line.getP2());
    double x = (line.getX2() - line.getX1()) / length;
    double y = (line.getY2() - line.getY1()) / length;
    return new Line2D.Double(
        line.getX1() + x, line.getY1() + y, line.getX2() - x, line.getY2() - y);
  }

  private static boolean touches(Rectangle2D box, Point2D point) {
    return box.outcode(point) == 0 && !inside(box).contains(point);
  }

  private static Rectangle2D inside(Rectangle2D box) {
    return new Rectangle2D.Double(
        box.getX() + 1, box.getY() + 1, box.getWidth() - 2, box.getHeight() - 2);
  }

  private Map<String, Rectangle2D> shapes() {
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
      boxes.put(shape.getBpmnElement().getId(), box(shape.getBounds()));
    }
    return boxes;
  }

  private Map<String, Rectangle2D> labels() {
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

  private Map<String, List<Line2D>> edges() {
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
