// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.DiagramReader;
import java.util.Optional;

/**
 * The picture of a value stream, drawn where the BPMN file says, with step numbers, touchpoints and
 * hand-offs marked. Immutable and thread-safe.
 */
public final class StreamDiagram {
  private final ValueStream stream;
  private final Diagram diagram;
  private final StreamMap map;

  private StreamDiagram(ValueStream stream, Diagram diagram, StreamMap map) {
    this.stream = stream;
    this.diagram = diagram;
    this.map = map;
  }

  /** The picture of a value stream; empty if its file does not say where things are. */
  public static Optional<StreamDiagram> find(ValueStream stream) {
    Diagram diagram = DiagramReader.read(stream.model());
    return find(stream, diagram, StreamMap.of(stream, diagram));
  }

  /** The picture of what has been read already. */
  static Optional<StreamDiagram> find(ValueStream stream, Diagram diagram, StreamMap map) {
    return diagram.isDrawn()
        ? Optional.of(new StreamDiagram(stream, diagram, map))
        : Optional.empty();
  }

  /** The picture as an SVG file, with colours for light and dark surroundings. */
  public String svg() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + new DiagramDrawing(stream, diagram, map).draw(Resources.read("diagram.css"));
  }

  /** The picture as a part of an HTML page that has the style. */
  String part() {
    return new DiagramDrawing(stream, diagram, map).draw("");
  }
}
