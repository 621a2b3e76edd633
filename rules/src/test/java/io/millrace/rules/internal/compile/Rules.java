// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import io.millrace.rules.PackProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rules in DRL for tests, and what becomes of them. */
final class Rules {
  static final String PATH = "rules/x.drl";
  static final String HEAD =
      """
      package acme.policy.routing;
      dialect "java"
      import io.millrace.rules.drl.Item;
      global io.millrace.rules.drl.Proposals proposals;
      """;

  private Rules() {}

  /** What a compilation gave. */
  record Outcome(CompiledRules rules, List<PackProblem> problems) {

    /** The problems as people read them. */
    List<String> messages() {
      return problems.stream().map(PackProblem::toString).toList();
    }
  }

  /** A rule 'x' whose 'when' is on line 6 and whose condition is on line 7. */
  static String rule(String condition, String consequence) {
    return HEAD + "rule \"x\"\nwhen\n" + condition + "\nthen\n" + consequence + "\nend\n";
  }

  /** Compiles one file. */
  static Outcome compile(Trust trust, String text) {
    return compile(trust, List.of(new RuleFile(PATH, text)));
  }

  /** Compiles several files. */
  static Outcome compile(Trust trust, List<RuleFile> files) {
    List<PackProblem> problems = new ArrayList<>();
    return new Outcome(RuleCompiler.compile("test", files, trust, problems), problems);
  }

  /** The files of the built-in pack. */
  static List<RuleFile> builtIn() {
    return List.of(
            "classification/classification.drl",
            "classofservice/class-of-service.drl",
            "feedback/feedback.drl",
            "priority/priority.drl",
            "routing/routing.drl")
        .stream()
        .map(path -> new RuleFile(path, resource("/io/millrace/policy/" + path)))
        .toList();
  }

  private static String resource(String path) {
    try (InputStream in = Rules.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("there is no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
