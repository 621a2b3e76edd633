// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.DiagramReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class StreamDiagramTest {
  private static final Set<String> HARMLESS =
      Set.of("svg", "style", "g", "path", "circle", "rect", "text", "tspan", "title");

  @Test
  void shouldDrawEveryNodeFlowAndNameOfTheBuiltInStreams() {
    for (ValueStream stream : ValueStreams.builtIn()) {
      // given
      Diagram diagram = DiagramReader.read(stream.model());
      long flows = diagram.lines().stream().filter(Diagram.Line::isFlow).count();

      // when
      Document svg = Documents.parse(StreamDiagram.find(stream).orElseThrow().svg());

      // then
      String text =
          Documents.named(svg, "tspan").stream()
              .map(Element::getTextContent)
              .collect(Collectors.joining(" "));
      assertThat(diagram.nodes()).allSatisfy(node -> assertThat(node.bounds()).isNotNull());
      assertThat(diagram.nodes()).allSatisfy(node -> assertThat(text).contains(node.name()));
      assertThat(diagram.lines()).allSatisfy(line -> assertThat(text).contains(line.name()));
      assertThat(Documents.styled(svg, "flow")).hasSizeGreaterThanOrEqualTo((int) flows);
      assertThat(Documents.styled(svg, "head")).hasSizeGreaterThanOrEqualTo((int) flows);
    }
  }

  @Test
  void shouldMarkStepsTouchpointsValueAndHandOffs() {
    // when
    Document svg = Documents.parse(StreamDiagram.find(Samples.gallery()).orElseThrow().svg());

    // then: one of each more in the legend
    assertThat(Documents.styled(svg, "number")).hasSize(4 + 1);
    assertThat(Documents.styled(svg, "touchpoint")).hasSize(2 + 1);
    assertThat(Documents.styled(svg, "adds")).hasSize(2 + 1);
    assertThat(Documents.styled(svg, "waste")).hasSize(2 + 1);
    assertThat(Documents.styled(svg, "handoff")).hasSize(2 + 1);
    assertThat(titles(svg))
        .containsExactlyInAnyOrder(
            "Touchpoint: owner",
            "Touchpoint: owner",
            "Hand-off: responsible: front desk → mechanic; board: desk → bench; control passes",
            "Hand-off: responsible: mechanic → front desk; board: bench → desk; to the value stream"
                + " fulfil-request");
    assertThat(text(svg)).contains("hand-off").contains("step that adds value");
  }

  @Test
  void shouldDrawWhatBpmnHas() {
    // when
    Document svg = Documents.parse(StreamDiagram.find(Samples.gallery()).orElseThrow().svg());

    // then
    assertThat(Documents.styled(svg, "end")).hasSize(4);
    assertThat(Documents.styled(svg, "call")).hasSize(1);
    assertThat(Documents.styled(svg, "dashed")).hasSize(2);
    assertThat(Documents.styled(svg, "pool")).hasSize(2 * 4);
    assertThat(Documents.styled(svg, "group")).hasSize(1);
    assertThat(Documents.styled(svg, "message")).hasSize(1);
    assertThat(Documents.styled(svg, "dotted")).hasSize(1);
    assertThat(text(svg))
        .contains("Lounge")
        .contains("Owners may wait here, and see who works on their bike")
        .contains("Ledger");
  }

  @Test
  void shouldHaveNoPictureWithoutALayout() {
    ValueStream stream =
        Samples.of(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
                + "<process id='made' isExecutable='true'><startEvent id='s' /></process>"
                + "</definitions>");
    assertThat(StreamDiagram.find(stream)).isEmpty();
  }

  @Test
  void shouldTakePlacesThatMakeNoSenseAsNotGiven() {
    assertThat(StreamDiagram.find(drawnAt("x='1e300' y='2'", "plain"))).isEmpty();
    assertThat(StreamDiagram.find(drawnAt("x='NaN' y='2'", "plain"))).isEmpty();
    assertThat(StreamDiagram.find(drawnAt("x='one' y='2'", "plain"))).isEmpty();
    assertThat(StreamDiagram.find(drawnAt("y='2'", "plain"))).isEmpty();
    assertThat(StreamDiagram.find(drawnAt("x='1' y='2'", "plain"))).isPresent();
  }

  @Test
  void shouldDrawHostileNamesAsText() {
    // given
    String name = "]]&gt;&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#x202e;";

    // when
    Document svg =
        Documents.parse(StreamDiagram.find(drawnAt("x='1' y='2'", name)).orElseThrow().svg());

    // then
    Set<String> names = new TreeSet<>();
    Documents.all(svg).forEach(element -> names.add(element.getLocalName()));
    assertThat(HARMLESS).containsAll(names);
    assertThat(text(svg).replace(" ", "")).contains("</text><script>alert(1)</script>\\u202e");
  }

  @Test
  void shouldDrawFurtherPlanesBelow() {
    // given
    String xml =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:b="http://www.omg.org/spec/BPMN/20100524/DI"
            xmlns:c="http://www.omg.org/spec/DD/20100524/DC">
          <process id="made" isExecutable="true">
            <subProcess id="closed"><task id="inner" name="inside" /></subProcess>
          </process>
          <b:BPMNDiagram><b:BPMNPlane>
            <b:BPMNShape bpmnElement="closed">
              <c:Bounds x="10" y="10" width="100" height="80" /></b:BPMNShape>
          </b:BPMNPlane></b:BPMNDiagram>
          <b:BPMNDiagram><b:BPMNPlane>
            <b:BPMNShape bpmnElement="inner">
              <c:Bounds x="10" y="-300" width="100" height="80" /></b:BPMNShape>
          </b:BPMNPlane></b:BPMNDiagram>
        </definitions>
        """;

    // when
    Diagram diagram = DiagramReader.read(Samples.of(xml).model());

    // then
    assertThat(diagram.findNode("inner").orElseThrow().bounds())
        .isEqualTo(new Diagram.Box(10, 150, 100, 80));
  }

  private static ValueStream drawnAt(String place, String name) {
    return Samples.of(
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:b="http://www.omg.org/spec/BPMN/20100524/DI"
            xmlns:c="http://www.omg.org/spec/DD/20100524/DC">
          <process id="made" isExecutable="true"><task id="t" name="%s" /></process>
          <b:BPMNDiagram><b:BPMNPlane><b:BPMNShape bpmnElement="t">
            <c:Bounds %s width="300" height="200" />
          </b:BPMNShape></b:BPMNPlane></b:BPMNDiagram>
        </definitions>
        """
            .formatted(name, place));
  }

  private static List<String> titles(Document svg) {
    return Documents.named(svg, "title").stream()
        .map(Element::getTextContent)
        .map(String::trim)
        .toList();
  }

  private static String text(Document svg) {
    return Documents.named(svg, "tspan").stream()
        .map(Element::getTextContent)
        .collect(Collectors.joining(" "));
  }
}
