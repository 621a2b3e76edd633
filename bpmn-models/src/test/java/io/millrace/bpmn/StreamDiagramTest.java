// SPDX-License-Identifier: Apache-2.0
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
import java.util.function.BiConsumer;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures can be read: everything is drawn, and nothing lies on anything else. */
class StreamDiagramTest {
  static List<StreamDiagram> diagrams() {
    return ShippedStreams.all().stream().map(StreamDiagram::new).toList();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldFollowTheBpmnSchema(StreamDiagram diagram) {
    assertThatCode(() -> Bpmn.validateModel(diagram.model())).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldHaveADefaultAtEveryGatewayThatChooses(StreamDiagram diagram) {
    assertThat(diagram.model().getModelElementsByType(ExclusiveGateway.class))
        .filteredOn(gateway -> gateway.getOutgoing().size() > 1)
        .allSatisfy(gateway -> assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldDrawEveryNodeAndFlow(StreamDiagram diagram) {
    assertThat(diagram.shapes().keySet())
        .containsExactlyInAnyOrderElementsOf(ids(diagram, FlowNode.class));
    assertThat(diagram.edges().keySet())
        .containsExactlyInAnyOrderElementsOf(ids(diagram, SequenceFlow.class));
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldLabelEveryNamedEventGatewayAndFlow(StreamDiagram diagram) {
    // given
    List<FlowElement> named = new ArrayList<>();
    named.addAll(diagram.model().getModelElementsByType(Event.class));
    named.addAll(diagram.model().getModelElementsByType(Gateway.class));
    named.addAll(diagram.model().getModelElementsByType(SequenceFlow.class));
    named.removeIf(element -> element.getName() == null || element.getName().isEmpty());

    // then
    assertThat(diagram.labels().keySet())
        .containsExactlyInAnyOrderElementsOf(
            named.stream().map(element -> "label of " + element.getId()).toList());
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldNotOverlapNodesOrLabels(StreamDiagram diagram) {
    // given
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>(diagram.shapes());
    boxes.putAll(diagram.labels());

    // when
    List<String> overlaps = new ArrayList<>();
    pairs(
        boxes,
        (first, second) -> {
          boolean touch =
              requireNonNull(boxes.get(first)).intersects(requireNonNull(boxes.get(second)));
          if (touch && !diagram.belong(first, second)) {
            overlaps.add(first + " and " + second);
          }
        });

    // then
    assertThat(overlaps).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldNotDrawFlowsThroughNodesOrLabels(StreamDiagram diagram) {
    // given
    Map<String, Rectangle2D> boxes = new LinkedHashMap<>();
    diagram.shapes().forEach((id, box) -> boxes.put(id, StreamDiagram.inside(box)));
    diagram.labels().forEach((id, box) -> boxes.put(id, StreamDiagram.inside(box)));

    // when
    List<String> crossings = new ArrayList<>();
    diagram
        .edges()
        .forEach(
            (flow, segments) ->
                boxes.forEach(
                    (id, box) -> {
                      if (segments.stream().anyMatch(box::intersectsLine)
                          && !diagram.isInside(flow, id)) {
                        crossings.add(flow + " through " + id);
                      }
                    }));

    // then
    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldNotCrossFlows(StreamDiagram diagram) {
    // when
    List<String> crossings = new ArrayList<>();
    pairs(
        diagram.edges(),
        (first, second) -> {
          if (cross(diagram.edge(first), diagram.edge(second))) {
            crossings.add(first + " and " + second);
          }
        });

    // then
    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldShareALineOnlyWithFlowsOfTheSameSourceOrTarget(StreamDiagram diagram) {
    // when
    List<String> shared = new ArrayList<>();
    pairs(
        diagram.edges(),
        (first, second) -> {
          if (lieOnEachOther(diagram.edge(first), diagram.edge(second))
              && !diagram.meet(first, second)) {
            shared.add(first + " and " + second);
          }
        });

    // then
    assertThat(shared).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("diagrams")
  void shouldConnectEachFlowToItsNodes(StreamDiagram diagram) {
    for (SequenceFlow flow : diagram.model().getModelElementsByType(SequenceFlow.class)) {
      // given
      List<Line2D> segments = diagram.edge(flow.getId());
      Rectangle2D source = requireNonNull(diagram.shapes().get(flow.getSource().getId()));
      Rectangle2D target = requireNonNull(diagram.shapes().get(flow.getTarget().getId()));

      // then
      Line2D last = segments.get(segments.size() - 1);
      assertThat(touches(source, segments.get(0).getP1())).as(flow.getId()).isTrue();
      assertThat(touches(target, last.getP2())).as(flow.getId()).isTrue();
    }
  }

  private static List<String> ids(StreamDiagram diagram, Class<? extends FlowElement> type) {
    return diagram.model().getModelElementsByType(type).stream().map(FlowElement::getId).toList();
  }

  private static void pairs(Map<String, ?> things, BiConsumer<String, String> action) {
    for (String first : things.keySet()) {
      for (String second : things.keySet()) {
        if (first.compareTo(second) < 0) {
          action.accept(first, second);
        }
      }
    }
  }

  private static boolean lieOnEachOther(List<Line2D> firsts, List<Line2D> seconds) {
    for (Line2D a : firsts) {
      for (Line2D b : seconds) {
        if (horizontal(a) == horizontal(b) && shortened(a).intersectsLine(shortened(b))) {
          return true;
        }
      }
    }
    return false;
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
    return box.outcode(point) == 0 && !StreamDiagram.inside(box).contains(point);
  }
}
