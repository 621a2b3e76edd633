// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.describe.FlowGraph.Way;
import io.millrace.bpmn.internal.Diagram;
import io.millrace.bpmn.internal.Diagram.Line;
import io.millrace.bpmn.internal.Diagram.Node;
import io.millrace.model.DecisionPoint;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Words for what happens between the steps: decisions, questions, waits and milestones. */
final class PauseWords {
  /** How many nodes without names a goal is looked for behind. */
  private static final int FARTHEST = 20;

  private final ValueStream stream;
  private final FlowGraph graph;
  private final Map<String, Line> lines = new HashMap<>();

  PauseWords(ValueStream stream, FlowGraph graph, Diagram diagram) {
    this.stream = stream;
    this.graph = graph;
    diagram.lines().forEach(line -> lines.put(line.id(), line));
  }

  /** What the map says of a node that is no step; empty if it is not worth a line. */
  Optional<StreamMap.Entry> entry(Node node) {
    DecisionPoint point = stream.decisions().get(node.id());
    Passage passage = stream.passages().get(node.id());
    if (point != null) {
      return entry("decision", node.name() + " (" + point.name() + ")");
    }
    if (passage != null) {
      return entry(kind(passage), passage(node, passage));
    }
    if (node.attachedTo() != null) {
      return entry("meanwhile", boundary(node));
    }
    return switch (node.type()) {
      case "exclusiveGateway", "inclusiveGateway", "eventBasedGateway" -> question(node);
      case "parallelGateway" -> parallel(node);
      case "intermediateCatchEvent", "receiveTask" ->
          "link".equals(node.event()) ? Optional.empty() : entry("wait", named(node) + time(node));
      default -> Optional.empty();
    };
  }

  private static Optional<StreamMap.Entry> entry(String what, String text) {
    return Optional.of(new StreamMap.Entry(null, what, text, List.of()));
  }

  private static String kind(Passage passage) {
    return passage.milestone() != null
        ? "milestone"
        : passage.outcome() != null ? "outcome" : "change of unit";
  }

  private static String passage(Node node, Passage passage) {
    StringJoiner parts = new StringJoiner(", ");
    if (passage.milestone() != null) {
      parts.add(passage.milestone().label());
    }
    if (passage.outcome() != null) {
      parts.add("outcome " + passage.outcome());
    }
    if (passage.becomes() != null) {
      String kind = passage.becomes().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      parts.add("becomes a " + kind);
    }
    return node.name().isEmpty() ? parts.toString() : node.name() + " (" + parts + ")";
  }

  private String boundary(Node node) {
    Reminder reminder = stream.reminders().get(node.id());
    String step = stream.findStep(String.valueOf(node.attachedTo())).map(Step::name).orElse("");
    String at = step.isEmpty() ? "" : " at '" + step + "'";
    if (reminder != null) {
      return "reminder" + at + time(node) + ": " + reminder.text();
    }
    return named(node) + time(node) + at;
  }

  private Optional<StreamMap.Entry> question(Node node) {
    List<Way> ways = graph.outgoing(node.id());
    if (ways.size() < 2) {
      return Optional.empty();
    }
    List<String> exits = new ArrayList<>();
    for (Way way : ways) {
      Line line = lines.get(way.flow());
      String label = line == null || line.name().isEmpty() ? "" : line.name() + " → ";
      exits.add(label + goal(way.to()) + (graph.isBack(way) ? " (back)" : ""));
    }
    String name = node.name().isEmpty() ? "" : node.name() + " ";
    boolean waits = node.type().equals("eventBasedGateway");
    return entry(waits ? "wait" : "question", name + String.join("; ", exits));
  }

  private Optional<StreamMap.Entry> parallel(Node node) {
    List<Way> ways = graph.outgoing(node.id());
    if (ways.size() < 2) {
      return Optional.empty();
    }
    List<String> goals = ways.stream().map(way -> goal(way.to())).toList();
    return entry("in parallel", String.join("; ", goals));
  }

  /** The first things with names that a way leads to. */
  private String goal(String id) {
    Set<String> goals = new LinkedHashSet<>();
    addGoals(id, goals, new HashSet<>());
    return goals.isEmpty() ? id : String.join(" and ", goals);
  }

  private void addGoals(String id, Set<String> goals, Set<String> seen) {
    Node node = graph.node(id);
    if (node == null || !seen.add(id) || seen.size() > FARTHEST) {
      return;
    }
    if (node.isGateway() && node.name().isEmpty()) {
      graph.outgoing(id).forEach(way -> addGoals(way.to(), goals, seen));
    } else {
      goals.add(named(node));
    }
  }

  private static String named(Node node) {
    return node.name().isEmpty() ? node.id() : node.name();
  }

  /** The time of a timer, in words if it is a duration. */
  private static String time(Node node) {
    if (!"timer".equals(node.event()) || node.detail().isEmpty()) {
      return "";
    }
    try {
      return ", after " + Words.duration(Duration.parse(node.detail()));
    } catch (DateTimeParseException e) {
      return ", timer " + node.detail(); // a date, a cycle or a variable says more as it is
    }
  }
}
