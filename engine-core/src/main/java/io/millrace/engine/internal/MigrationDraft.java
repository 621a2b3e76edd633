// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.MigrationPlan;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.StreamMigration;
import io.millrace.engine.StreamVersion;
import io.millrace.engine.internal.store.StreamVersionRow;
import io.millrace.engine.internal.streams.ElementMapping;
import io.millrace.engine.internal.streams.EngineMigration;
import io.millrace.engine.internal.streams.GraphReader;
import io.millrace.engine.internal.streams.Outlook;
import io.millrace.engine.internal.streams.Refusal;
import io.millrace.engine.internal.streams.StreamGraph;
import io.millrace.engine.internal.streams.VersionMove;
import io.millrace.model.Caller;
import io.millrace.model.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A migration that is being described, and the checks of it. Not thread-safe. */
final class MigrationDraft implements StreamMigration {
  private final Caller caller;
  private final StreamDesk desk;
  private final String key;
  private final List<StreamVersion> versions;
  private final List<StreamVersion> from = new ArrayList<>();
  private @Nullable StreamVersion to;
  private final Map<String, String> mapping = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @param versions what the tenant has of the stream
   */
  MigrationDraft(Caller caller, StreamDesk desk, String key, List<StreamVersion> versions) {
    this.caller = caller;
    this.desk = desk;
    this.key = key;
    this.versions = versions;
  }

  @Override
  public StreamMigration from(StreamVersion version) {
    from.add(checked(version));
    return this;
  }

  @Override
  public StreamMigration to(StreamVersion version) {
    to = checked(version);
    return this;
  }

  private StreamVersion checked(StreamVersion version) {
    if (!version.stream().equals(key)) {
      throw new InvalidInputException(
          "Expected a version of the value stream '"
              + key
              + "', but got '"
              + version.label()
              + "'.",
          "reclassify a work item to move it to another stream");
    }
    desk.require(caller.tenant(), version);
    return version;
  }

  @Override
  public StreamMigration map(String element, String other) {
    String before = mapping.put(element, other);
    if (before != null && !before.equals(other)) {
      throw new InvalidInputException(
          "Expected '"
              + element
              + "' to go on at one element, but it is '"
              + before
              + "' and '"
              + other
              + "'.",
          "map it once");
    }
    return this;
  }

  @Override
  public StreamMigration value(String variable, String value) {
    values.put(variable, value);
    return this;
  }

  @Override
  public MigrationPlan build() {
    StreamVersion target = to == null ? inForce() : to;
    List<StreamVersion> sources = sources(target);
    desk.checks().require(desk.registry().ofDefinition(definition(target)).stream());
    ElementMapping.Side side = side(target);
    Outlook outlook = new Outlook(side.graph());
    List<String> problems = new ArrayList<>();
    mapping.values().stream()
        .filter(element -> side.graph().find(element) == null)
        .forEach(element -> problems.add(unknown(element, target, side.graph())));
    Map<String, VersionMove> moves = new LinkedHashMap<>();
    Map<String, StreamGraph> graphs = new LinkedHashMap<>();
    for (StreamVersion source : sources) {
      ElementMapping.Side old = side(source);
      graphs.put(source.label(), old.graph());
      moves.put(source.digest(), move(source, old, target, side, outlook, problems));
    }
    for (String element : mapping.keySet()) {
      if (graphs.values().stream().allMatch(graph -> graph.find(element) == null)) {
        graphs.forEach((label, graph) -> problems.add(unknown(element, label, graph)));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          "Expected a mapping to '"
              + target.label()
              + "' that can be, but found:\n- "
              + String.join("\n- ", problems),
          "map elements at which work waits to elements of the same kind");
    }
    StreamRegistry.Installed installed = desk.registry().ofDefinition(definition(target));
    return new DefaultMigrationPlan(
        caller, desk, sources, target, installed, moves, Map.copyOf(values));
  }

  private StreamVersion inForce() {
    return versions.stream()
        .filter(StreamVersion::inForce)
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    key,
                    "Expected a version of the value stream '"
                        + key
                        + "' to be in force, but there is none.",
                    "name the version to move to, or add one"));
  }

  private List<StreamVersion> sources(StreamVersion target) {
    List<StreamVersion> wanted = from.isEmpty() ? versions : from;
    Map<String, StreamVersion> byContent = new LinkedHashMap<>();
    for (StreamVersion version : wanted) {
      if (!version.digest().equals(target.digest())) {
        byContent.putIfAbsent(version.digest(), version);
      } else if (!from.isEmpty()) {
        throw new InvalidInputException(
            "Expected to move between different models, but '"
                + version.label()
                + "' and '"
                + target.label()
                + "' have the same content.",
            "leave it out: its work items are where they should be");
      }
    }
    return List.copyOf(byContent.values());
  }

  private ElementMapping.Side side(StreamVersion version) {
    ValueStream stream = desk.registry().ofDefinition(definition(version)).stream();
    return new ElementMapping.Side(stream, GraphReader.read(stream.model()));
  }

  private String definition(StreamVersion version) {
    StreamVersionRow row = desk.require(caller.tenant(), version);
    return row.engineDefinition();
  }

  /** Lets the engine look at the mapping; leaves out what it refuses, if the plan did not ask. */
  private VersionMove move(
      StreamVersion source,
      ElementMapping.Side old,
      StreamVersion target,
      ElementMapping.Side side,
      Outlook outlook,
      List<String> problems) {
    ElementMapping elements = new ElementMapping(old, side, mapping);
    mapping.keySet().stream()
        .filter(element -> elements.findDifference(element) != null)
        .forEach(element -> problems.add(elements.findDifference(element) + "."));
    while (true) {
      EngineMigration engine =
          desk.runtime().migration(definition(source), definition(target), elements.instructions());
      if (engine.refusals().isEmpty()) {
        return new VersionMove(source, elements, side.stream(), outlook, engine);
      }
      for (Refusal refusal : engine.refusals()) {
        if (elements.isNamed(refusal.element())) {
          problems.add("'" + refusal.element() + "' cannot go on there: " + refusal.reason() + ".");
        }
        elements.leaveOut(refusal);
      }
    }
  }

  private static String unknown(String element, StreamVersion version, StreamGraph graph) {
    return unknown(element, version.label(), graph);
  }

  private static String unknown(String element, String version, StreamGraph graph) {
    List<String> there =
        graph.nodes().stream()
            .filter(StreamGraph.Node::isWaiting)
            .map(StreamGraph.Node::id)
            .toList();
    return "'" + version + "' has no '" + element + "'; work waits at " + there + ".";
  }
}
