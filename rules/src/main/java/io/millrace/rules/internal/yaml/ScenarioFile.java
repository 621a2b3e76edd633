// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.yaml;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.Scenario;
import io.millrace.rules.internal.Derived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the scenarios of a pack from its {@code scenarios} folder. */
public final class ScenarioFile {
  private static final Set<String> KEYS =
      Set.of("scenario", "given", "missing", "at", "decide", "expect", "because");
  private static final Instant WITHOUT_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final String path;
  private final Collection<DecisionPoint> known;
  private final List<PackProblem> problems;
  private final Map<String, Integer> lines = new HashMap<>();

  private ScenarioFile(String path, Collection<DecisionPoint> known, List<PackProblem> problems) {
    this.path = path;
    this.known = known;
    this.problems = problems;
  }

  /**
   * All scenarios of a pack, by file and line. Problems are added to the list.
   *
   * @param known the decision points that may be asked, in the order in which they are asked
   */
  public static List<Scenario> readAll(
      PackSource source, Collection<DecisionPoint> known, List<PackProblem> problems) {
    List<Scenario> all = new ArrayList<>();
    for (String path : source.paths()) {
      if (path.startsWith("scenarios/")) {
        YamlMap top = new YamlFile(path, problems).read(source.bytes(path));
        if (top != null) {
          all.addAll(new ScenarioFile(path, known, problems).read(top));
        }
      }
    }
    return all;
  }

  private List<Scenario> read(YamlMap top) {
    top.allow(Set.of("scenarios"));
    List<Scenario> scenarios = new ArrayList<>();
    for (YamlMap map : top.maps("scenarios")) {
      scenarios.add(scenario(map));
    }
    if (!top.has("scenarios")) {
      problem(top.line(), "Expected 'scenarios', but the file has none.", "list them below it");
    }
    return scenarios;
  }

  private Scenario scenario(YamlMap map) {
    map.allow(KEYS);
    String name = map.required("scenario");
    Integer earlier = lines.putIfAbsent(name, map.line());
    if (earlier != null) {
      String found = "', but line " + earlier + " has it already.";
      map.problem("scenario", "Expected one scenario '" + name + found, "give it another name");
    }
    Facts given = given(map);
    Map<String, String> expect = texts(map, "expect");
    Map<String, String> because = texts(map, "because");
    if (expect.isEmpty() && because.isEmpty()) {
      problem(map.line(), "Expected answers, but there are none.", "add 'expect' with answers");
    }
    return new Scenario(
        name,
        path,
        map.line(),
        given,
        at(map, given),
        points(map, expect, because),
        expect,
        because);
  }

  private Facts given(YamlMap map) {
    Facts.Builder facts = Facts.builder();
    YamlMap given = map.map("given");
    for (String key : given.keys()) {
      Object value = given.value(key);
      if (value == null) {
        given.problem(key, "Expected a value for the fact '" + key + "'.", "give one value");
      } else {
        facts.put(key, value);
      }
    }
    texts(map, "missing").forEach(facts::missing);
    try {
      return facts.build();
    } catch (InvalidInputException e) {
      map.problem("given", e.problem(), e.advice());
      return Facts.none();
    }
  }

  private static Instant at(YamlMap map, Facts given) {
    String text = map.text("at");
    if (text == null) {
      Instant opened = Derived.instant(given.text("openedAt", ""));
      return opened == null ? WITHOUT_TIME : opened;
    }
    Instant at = Derived.instant(text);
    if (at == null) {
      map.problem(
          "at",
          "Expected 'at' to be an instant, but it is '" + text + "'.",
          "write it like 2026-01-31T09:00:00Z");
    }
    return at == null ? WITHOUT_TIME : at;
  }

  private List<DecisionPoint> points(
      YamlMap map, Map<String, String> expect, Map<String, String> because) {
    List<String> asked = map.texts("decide");
    List<DecisionPoint> points = new ArrayList<>();
    for (DecisionPoint point : known) {
      if (asked.isEmpty()
          ? isNamed(point, expect) || isNamed(point, because)
          : asked.contains(point.name())) {
        points.add(point);
      }
    }
    for (String name : asked) {
      if (known.stream().noneMatch(point -> point.name().equals(name))) {
        map.problem("decide", "Expected a decision point, but '" + name + "' is none.", advice());
      }
    }
    requireKnown(map, "expect", expect);
    requireKnown(map, "because", because);
    return points;
  }

  private void requireKnown(YamlMap map, String key, Map<String, String> answers) {
    YamlMap named = map.map(key);
    for (String answer : answers.keySet()) {
      if (known.stream().noneMatch(point -> answer.startsWith(point.variable("")))) {
        named.problem(
            answer,
            "Expected an answer such as 'priority_level', but no decision point gives '"
                + answer
                + "'.",
            advice());
      }
    }
  }

  private String advice() {
    return "name one of " + String.join(", ", known.stream().map(DecisionPoint::name).toList());
  }

  private static boolean isNamed(DecisionPoint point, Map<String, String> answers) {
    return answers.keySet().stream().anyMatch(answer -> answer.startsWith(point.variable("")));
  }

  private static Map<String, String> texts(YamlMap map, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    YamlMap values = map.map(key);
    for (String name : values.keys()) {
      String text = values.text(name);
      texts.put(name, text == null ? "" : text);
    }
    return texts;
  }

  private void problem(int line, String problem, String advice) {
    problems.add(new PackProblem(path, line, problem, advice));
  }
}
