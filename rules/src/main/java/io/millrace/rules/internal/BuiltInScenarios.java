// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.Scenario;
import io.millrace.rules.internal.yaml.ScenarioFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scenarios of the built-in pack. They are read when somebody asks what the pack is made of.
 */
final class BuiltInScenarios {
  private static final String FOLDER = "io/millrace/policy/";

  /** The share of rules, rows and cells that they run through, in percent. */
  private static final int COVERAGE = 90;

  private static final List<String> FILES =
      List.of(
          "change-guardrail-model-and-risk",
          "change-guardrail-people",
          "change-guardrail-plan",
          "change-guardrail-record",
          "class-of-service",
          "classification-by-facts",
          "classification-by-text",
          "escalation",
          "feedback",
          "priority-matrix",
          "priority-raises",
          "request-models",
          "routing",
          "triage",
          "value-streams",
          "whole-decision");

  private BuiltInScenarios() {}

  /** The scenarios, if the pack is as delivered: they do not speak of other options. */
  static PackAssembly.Top top(BuiltInOptions options) {
    return options.equals(BuiltInOptions.defaults())
        ? new PackAssembly.Top(all(), COVERAGE)
        : new PackAssembly.Top(List.of(), 0);
  }

  private static List<Scenario> all() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String name : FILES) {
      String path = "scenarios/" + name + ".yaml";
      files.put(path, text(FOLDER + path));
    }
    List<PackProblem> problems = new ArrayList<>();
    List<Scenario> scenarios =
        ScenarioFile.readAll(
            PackSource.of(BuiltInPack.ID, files), BuiltInPack.OUTPUTS.keySet(), problems);
    if (!problems.isEmpty()) {
      PackProblem first = problems.get(0);
      throw BuiltInPack.failed(first.file(), new IOException(first.toString()));
    }
    return scenarios;
  }

  private static String text(String resource) {
    try (InputStream in = BuiltInPack.open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw BuiltInPack.failed(resource, e);
    }
  }
}
