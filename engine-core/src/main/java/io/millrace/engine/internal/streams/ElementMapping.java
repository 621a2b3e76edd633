// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.internal.streams.StreamGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where what waits in one version of a stream goes on in another one. Elements of the same id and
 * kind go on as themselves, unless the mapping says otherwise. Not thread-safe while it is made.
 */
public final class ElementMapping {
  private static final int MOST_SUGGESTIONS = 3;
  private static final Map<String, String> KINDS =
      Map.of(
          "userTask", "a human step",
          "serviceTask", "an automated step",
          "callActivity", "a call of another stream",
          "subProcess", "a subprocess",
          "receiveTask", "a receiving task",
          "intermediateCatchEvent", "an intermediate event",
          "eventBasedGateway", "a gateway of events",
          "parallelGateway", "a parallel gateway",
          "inclusiveGateway", "an inclusive gateway",
          "boundaryEvent", "a boundary event");

  private final Side source;
  private final Side target;
  private final Map<String, String> named;
  private final Map<String, String> mapped = new LinkedHashMap<>();
  private final Map<String, String> differences = new LinkedHashMap<>();

  /** A version of a stream, and its graph. */
  public record Side(ValueStream stream, StreamGraph graph) {
    boolean isStep(Node node) {
      return stream.findStep(node.id()).isPresent();
    }
  }

  /**
   * @param named what the plan says of single elements
   */
  public ElementMapping(Side source, Side target, Map<String, String> named) {
    this.source = source;
    this.target = target;
    this.named = Map.copyOf(named);
    for (Node node : source.graph().nodes()) {
      if (node.isWaiting()) {
        map(node);
      }
    }
    for (Node node : source.graph().nodes()) {
      if (node.host() != null) {
        mapBoundary(node);
      }
    }
  }

  private void map(Node node) {
    Node other = target.graph().find(named.getOrDefault(node.id(), node.id()));
    String difference = other == null ? null : difference(node, other);
    if (difference != null) {
      differences.put(node.id(), difference);
    } else if (other != null) {
      mapped.put(node.id(), other.id());
    }
  }

  /** A boundary event keeps its timer if its activity does; otherwise it begins anew. */
  private void mapBoundary(Node node) {
    Node other = target.graph().find(named.getOrDefault(node.id(), node.id()));
    String host = node.host();
    String newHost = host == null ? null : mapped.get(host);
    if (other != null && newHost != null && newHost.equals(other.host())) {
      String difference = difference(node, other);
      if (difference == null) {
        mapped.put(node.id(), other.id());
      } else {
        differences.put(node.id(), difference);
      }
    }
  }

  /** How two elements differ in a way that keeps work from moving; null if they do not. */
  @Nullable String difference(Node node, Node other) {
    String quoted = "'" + node.id() + "' is ";
    if (!node.type().equals(other.type())) {
      return quoted + kind(node) + " and '" + other.id() + "' is " + kind(other);
    }
    if (node.multiple() != other.multiple()) {
      return "only one of '" + node.id() + "' and '" + other.id() + "' has several instances";
    }
    if (!node.event().equals(other.event())) {
      return quoted
          + "a "
          + node.event()
          + " event and '"
          + other.id()
          + "' a "
          + other.event()
          + " event";
    }
    if (node.type().equals("serviceTask") && !node.detail().equals(other.detail())) {
      return "handler '"
          + node.detail()
          + "' does '"
          + node.id()
          + "' and handler '"
          + other.detail()
          + "' does '"
          + other.id()
          + "'";
    }
    if (node.type().equals("callActivity") && !node.detail().equals(other.detail())) {
      return quoted
          + "a call of '"
          + node.detail()
          + "' and '"
          + other.id()
          + "' is one of '"
          + other.detail()
          + "'";
    }
    if (source.isStep(node) != target.isStep(other)) {
      return "only one of '" + node.id() + "' and '" + other.id() + "' is a step";
    }
    return null;
  }

  private static String kind(Node node) {
    return KINDS.getOrDefault(node.type(), "a " + node.type());
  }

  /** Takes an instruction out that the engine refuses. */
  public void leaveOut(Refusal refusal) {
    String element = String.valueOf(refusal.element());
    mapped.remove(element);
    differences.put(element, refusal.reason());
  }

  /** Whether the plan itself speaks of an element. */
  public boolean isNamed(@Nullable String element) {
    return element != null && named.containsKey(element);
  }

  /** Where what waits at an element goes on; null if nowhere. */
  public @Nullable String find(String element) {
    return mapped.get(element);
  }

  /** Why an element that seems to be there goes on nowhere; null if it is not there at all. */
  public @Nullable String findDifference(String element) {
    return differences.get(element);
  }

  /** What the engine is told. */
  public List<Instruction> instructions() {
    List<Instruction> instructions = new ArrayList<>();
    mapped.forEach(
        (from, to) -> {
          Node node = source.graph().require(from);
          Node other = target.graph().require(to);
          boolean waits = !node.event().isEmpty();
          if (node.multiple()) {
            instructions.add(new Instruction(from + BODY, to + BODY, false));
          }
          instructions.add(
              new Instruction(from, to, waits && !node.detail().equals(other.detail())));
        });
    return instructions;
  }

  /** What the engine calls the frame around the instances of an element with several of them. */
  public static final String BODY = "#multiInstanceBody";

  /** Elements at which what waits at another one could go on, the most similar ones first. */
  public List<String> suggestions(String element) {
    Node node = source.graph().require(element);
    Set<String> taken = Set.copyOf(mapped.values());
    return target.graph().nodes().stream()
        .filter(Node::isWaiting)
        .filter(other -> difference(node, other) == null && !taken.contains(other.id()))
        .sorted(Comparator.comparingInt((Node other) -> -similarity(node, other)))
        .limit(MOST_SUGGESTIONS)
        .map(Node::id)
        .toList();
  }

  private int similarity(Node node, Node other) {
    int points = 0;
    if (!node.name().isBlank() && node.name().equalsIgnoreCase(other.name())) {
      points += 100;
    }
    if (number(source, node) == number(target, other)) {
      points += 50;
    }
    String a = node.id().toLowerCase(java.util.Locale.ROOT);
    String b = other.id().toLowerCase(java.util.Locale.ROOT);
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return points + (a.equals(b) ? 40 : Math.min(same, 20)) + (b.contains(a) ? 10 : 0);
  }

  private static int number(Side side, Node node) {
    return side.stream().findStep(node.id()).map(step -> step.number()).orElse(0);
  }
}
