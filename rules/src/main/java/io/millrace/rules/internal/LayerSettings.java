package io.millrace.rules.internal;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackManifest;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PullCriterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes the settings of a layer over. For one thread. */
final class LayerSettings {
  private static final String KEYS = "default-team, feedback-rate, priority-matrix, pull-order";

  private final PackAssembly assembly;
  private final List<PackProblem> problems;

  LayerSettings(PackAssembly assembly, List<PackProblem> problems) {
    this.assembly = assembly;
    this.problems = problems;
  }

  void add(PackSource source, PackManifest manifest) {
    for (Map.Entry<String, Object> setting : manifest.settings().entrySet()) {
      try {
        add(manifest, setting.getKey(), setting.getValue());
      } catch (InvalidInputException e) {
        problem(e.problem(), e.advice());
      }
    }
  }

  private void add(PackManifest manifest, String key, Object value) {
    BuiltInOptions.Builder options = assembly.options().toBuilder();
    switch (key) {
      case "default-team" -> assembly.options(options.defaultTeam(value.toString()).build());
      case "feedback-rate" -> {
        if (value instanceof Number share) {
          assembly.options(options.feedbackRate(share.doubleValue()).build());
        } else {
          problem(
              "Expected 'feedback-rate' to be a number, but it is '" + value + "'.",
              "write 0.1 to ask for one item in ten");
        }
      }
      case "priority-matrix" -> {
        assembly.options(options.matrix(PriorityMatrices.named(value.toString())).build());
        assembly.matrixFrom(manifest.id());
      }
      case "pull-order" -> pullOrder(value);
      default ->
          problem(
              "Expected a setting (" + KEYS + "), but got '" + key + "'.",
              "correct the name; tables change everything else");
    }
  }

  private void pullOrder(Object value) {
    List<PullCriterion> criteria = new ArrayList<>();
    for (Object label : value instanceof List<?> list ? list : List.of(value)) {
      PullCriterion.find(label.toString())
          .ifPresentOrElse(
              criteria::add,
              () ->
                  problem(
                      "Expected 'pull-order' to name criteria, but '" + label + "' is none.",
                      "use " + String.join(", ", PullCriterion.labels())));
    }
    if (criteria.stream().distinct().count() < criteria.size()) {
      problem("Expected each criterion of 'pull-order' once, but one is twice.", "delete one");
    }
    assembly.pullOrder(criteria);
  }

  private void problem(String problem, String advice) {
    problems.add(new PackProblem(PackSource.MANIFEST, 0, problem, advice));
  }
}
