// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Flows that nobody would draw. */
final class RandomFlow {
  private final Random random;
  private final int size;
  private final List<String> types;
  private final StringBuilder flows = new StringBuilder();
  private final StringBuilder nodes = new StringBuilder();
  private int flowCount;

  /**
   * @param size the number of nodes between the start and the ends
   * @param types the types of these nodes
   */
  RandomFlow(long seed, int size, List<String> types) {
    this.random = new Random(seed);
    this.size = size;
    this.types = types;
  }

  /** The flow as a file: each node leads to one or two of those within reach. */
  String xml(boolean loops, int reach) {
    for (int i = 0; i < size; i++) {
      String type = types.get(random.nextInt(types.size()));
      boolean splits = type.endsWith("Gateway") && random.nextBoolean();
      String first = flow("n" + i, target(i, loops, reach), false);
      boolean asks = splits && !type.equals("parallelGateway");
      if (splits) {
        flow("n" + i, target(i, loops, reach), asks);
      }
      nodes
          .append("<" + type + " id='n" + i + "'")
          .append(asks ? " default='" + first + "'/>" : "/>");
      if (type.equals("userTask") && random.nextInt(4) == 0) {
        nodes.append(
            "<boundaryEvent id='b" + i + "' attachedToRef='n" + i + "'><timerEventDefinition>");
        nodes.append("<timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent>");
        flow("b" + i, target(i, loops, reach), false);
      }
    }
    return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
        + "<process id='p' isExecutable='true'><startEvent id='s'/>"
        + "<sequenceFlow id='first' sourceRef='s' targetRef='n0'/>"
        + nodes
        + "<endEvent id='e0'/><endEvent id='e1'/>"
        + flows
        + "</process></definitions>";
  }

  private String target(int from, boolean loops, int reach) {
    if (loops && from > 0 && random.nextInt(5) == 0) {
      return "n" + (1 + random.nextInt(from));
    }
    int to = from + 1 + random.nextInt(reach);
    return to < size ? "n" + to : "e" + random.nextInt(2);
  }

  private String flow(String from, String to, boolean conditional) {
    String id = "f" + flowCount++;
    flows.append("<sequenceFlow id='" + id + "' sourceRef='" + from + "' targetRef='" + to + "'>");
    flows.append(conditional ? "<conditionExpression>${a_b == 'c'}</conditionExpression>" : "");
    flows.append("</sequenceFlow>");
    return id;
  }

  static FlowGraph graph(String xml) {
    try {
      XmlElement root = XmlFile.read(xml.getBytes(StandardCharsets.UTF_8));
      return FlowGraph.of(root.children("bpmn:process").get(0), new Problems("random"));
    } catch (XmlFile.Refusal e) {
      throw new AssertionError(xml, e);
    }
  }
}
