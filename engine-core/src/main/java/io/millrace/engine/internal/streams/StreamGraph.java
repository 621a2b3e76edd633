// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The nodes and flows of a value stream, as far as tokens move on them. Immutable. */
public final class StreamGraph {
  private final Map<String, Node> nodes;
  private final List<Flow> flows;
  private final Map<String, List<Flow>> outgoing;
  private final Map<String, Long> incoming;
  private final Map<String, List<Node>> boundary;

  StreamGraph(Collection<Node> nodes, List<Flow> flows) {
    Map<String, Node> byId = new LinkedHashMap<>();
    nodes.forEach(node -> byId.put(node.id(), node));
    this.nodes = Collections.unmodifiableMap(byId);
    this.flows = List.copyOf(flows);
    this.outgoing = this.flows.stream().collect(Collectors.groupingBy(Flow::from));
    this.incoming =
        this.flows.stream().collect(Collectors.groupingBy(Flow::to, Collectors.counting()));
    this.boundary =
        byId.values().stream()
            .filter(node -> node.host() != null)
            .collect(Collectors.groupingBy(node -> String.valueOf(node.host())));
  }

  /**
   * A node.
   *
   * @param type the local name of its element, such as {@code userTask}
   * @param parent the id of the subprocess around it; null at the top
   * @param host the id of the activity whose boundary it is on; otherwise null
   * @param interrupts whether a boundary event ends its activity
   * @param event the kind of event, such as {@code timer}; empty if it is none
   * @param detail what tells it from others of its kind: the topic, the called stream, the timer
   * @param multiple whether it runs several times at once or one after the other
   * @param async whether the engine comes to it or leaves it in a job of its own
   */
  public record Node(
      String id,
      String name,
      String type,
      @Nullable String parent,
      @Nullable String host,
      boolean interrupts,
      String event,
      String detail,
      boolean multiple,
      boolean async) {

    /** Whether a process can wait at it: other nodes are passed at once. */
    public boolean isWaiting() {
      return async || WAITING.contains(type);
    }
  }

  private static final Set<String> WAITING =
      Set.of(
          "userTask",
          "serviceTask",
          "receiveTask",
          "callActivity",
          "subProcess",
          "intermediateCatchEvent",
          "eventBasedGateway",
          "parallelGateway",
          "inclusiveGateway");

  /**
   * A sequence flow.
   *
   * @param variables the variables that its condition compares
   */
  public record Flow(String id, String from, String to, Set<String> variables) {}

  /** The node with this id; null if there is none. */
  public @Nullable Node find(String id) {
    return nodes.get(id);
  }

  Node require(String id) {
    Node node = nodes.get(id);
    if (node == null) {
      throw new IllegalStateException("No node " + id);
    }
    return node;
  }

  /** All nodes, in the order of the file. */
  public Collection<Node> nodes() {
    return nodes.values();
  }

  List<Flow> flows() {
    return flows;
  }

  List<Flow> outgoing(String node) {
    return outgoing.getOrDefault(node, List.of());
  }

  int incoming(String node) {
    return Math.toIntExact(incoming.getOrDefault(node, 0L));
  }

  /** The boundary events of an activity. */
  List<Node> boundary(String activity) {
    return boundary.getOrDefault(activity, List.of());
  }

  /** Where the flow goes on that a link event leaves. */
  List<Node> catching(Node link) {
    return nodes.values().stream()
        .filter(node -> node.type().equals("intermediateCatchEvent"))
        .filter(node -> node.event().equals("link") && node.detail().equals(link.detail()))
        .toList();
  }

  /** The plain starts of a subprocess. */
  List<Node> starts(String subprocess) {
    return nodes.values().stream()
        .filter(node -> node.type().equals("startEvent") && subprocess.equals(node.parent()))
        .toList();
  }

  /** Whether a node lies in a subprocess, directly or further in. */
  boolean isInside(String node, String subprocess) {
    for (String outer = require(node).parent(); outer != null; outer = require(outer).parent()) {
      if (outer.equals(subprocess)) {
        return true;
      }
    }
    return false;
  }
}
