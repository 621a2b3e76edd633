// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.internal.yaml.YamlFile;
import io.millrace.rules.internal.yaml.YamlMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pack.yaml} says of a pack. Immutable and thread-safe.
 *
 * @param id the pack's id
 * @param version its version, as its author writes it
 * @param owner who answers for it: a team, a person, an address
 * @param description one sentence for people; may be empty
 * @param settings values of the built-in pack that it changes, by key, in order; what they mean is
 *     checked when the pack is loaded
 * @param points decision points of its own, with their outputs, in order; the name of an output
 *     that an item need not get ends with {@code ?}
 * @param facts facts of its own that the host supplies: name and what it means
 * @param disable rules and tables of lower layers that it switches off, by full name
 * @param lock rules, tables and settings by name, or all of a decision point by its name, that the
 *     layers above have to leave as they are
 * @param coverage the share of its rules, rows and cells, in percent, that its scenarios have to
 *     run through; 0 if it asks for none
 */
public record PackManifest(
    String id,
    String version,
    String owner,
    String description,
    Map<String, Object> settings,
    Map<DecisionPoint, List<String>> points,
    Map<String, String> facts,
    List<String> disable,
    List<String> lock,
    int coverage) {
  private static final Set<String> KEYS =
      Set.of(
          "pack",
          "version",
          "owner",
          "description",
          "settings",
          "points",
          "facts",
          "disable",
          "lock",
          "coverage");

  /** Copies the collections. */
  public PackManifest {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    disable = List.copyOf(disable);
    lock = List.copyOf(lock);
  }

  /**
   * Reads the manifest of a pack.
   *
   * @throws PackLoadException with every problem of the file, or if it is missing
   */
  public static PackManifest read(PackSource source) {
    List<PackProblem> problems = new ArrayList<>();
    PackManifest manifest = read(source, problems);
    if (manifest == null || !problems.isEmpty()) {
      throw new PackLoadException("the pack '" + source.name() + "'", problems);
    }
    return manifest;
  }

  /** Reads the manifest; null if there is nothing to read. Problems are added to the list. */
  public static @Nullable PackManifest read(PackSource source, List<PackProblem> problems) {
    if (!source.has(PackSource.MANIFEST)) {
      problems.add(
          new PackProblem(
              PackSource.MANIFEST,
              0,
              "Expected the pack to say what it is, but it has no such file.",
              "add pack.yaml with 'pack', 'version' and 'owner'"));
      return null;
    }
    YamlFile file = new YamlFile(PackSource.MANIFEST, problems);
    YamlMap top = file.read(source.bytes(PackSource.MANIFEST));
    return top == null ? null : read(top);
  }

  private static PackManifest read(YamlMap top) {
    top.allow(KEYS);
    String id = top.required("pack");
    if (!id.isBlank() && !id.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}")) {
      top.problem(
          "pack",
          "Expected the pack's id to be letters, digits, '.', '_' and '-', but it is '" + id + "'.",
          "name it like 'service-desk'");
    }
    String description = top.text("description");
    return new PackManifest(
        id,
        top.required("version"),
        top.required("owner"),
        description == null ? "" : description,
        settings(top),
        points(top),
        facts(top),
        top.texts("disable"),
        top.texts("lock"),
        coverage(top));
  }

  private static Map<String, Object> settings(YamlMap top) {
    Map<String, Object> settings = new LinkedHashMap<>();
    YamlMap map = top.map("settings");
    for (String key : map.keys()) {
      Object value = map.value(key);
      if (value == null) {
        map.problem(key, "Expected a value for the setting '" + key + "'.", "give one value");
      } else {
        settings.put(key, value);
      }
    }
    return settings;
  }

  private static Map<DecisionPoint, List<String>> points(YamlMap top) {
    Map<DecisionPoint, List<String>> points = new LinkedHashMap<>();
    YamlMap map = top.map("points");
    for (String key : map.keys()) {
      List<String> outputs = map.texts(key);
      if (outputs.isEmpty()) {
        map.problem(key, "Expected outputs for '" + key + "', but got none.", "list their names");
      }
      try {
        points.put(new DecisionPoint(key), outputs);
      } catch (InvalidInputException e) {
        map.problem(key, e.problem(), e.advice());
      }
    }
    return points;
  }

  private static Map<String, String> facts(YamlMap top) {
    Map<String, String> facts = new LinkedHashMap<>();
    YamlMap map = top.map("facts");
    for (String key : map.keys()) {
      facts.put(key, map.required(key));
    }
    return facts;
  }

  private static int coverage(YamlMap top) {
    String text = top.text("coverage");
    if (text == null) {
      return 0;
    }
    if (!text.matches("[0-9]{1,2}|100")) {
      top.problem(
          "coverage",
          "Expected 'coverage' to be a percentage, but it is '" + text + "'.",
          "write a whole number from 0 to 100");
      return 0;
    }
    return Integer.parseInt(text);
  }
}
