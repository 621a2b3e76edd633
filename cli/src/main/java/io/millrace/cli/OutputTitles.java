// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.workshop.BacktestLoad;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How reports name the outputs of decision points, and which of them they show in full. */
final class OutputTitles {
  private static final Map<String, String> TITLES =
      Map.of(
          "classification_kind", "Kind",
          "classification_category", "Category",
          "classification_stream", "Value stream",
          "classification_confidence", "Confidence of the classification",
          "priority_level", "Priority",
          "priority_rank", "Rank of the priority",
          "priority_impact", "Impact as counted",
          "priority_urgency", "Urgency as counted",
          "class_of_service_class", "Class of service",
          "routing_team", "Team");

  /** They follow from others, or tell how sure an answer is: one line is enough for them. */
  private static final Set<String> IN_BRIEF =
      Set.of("classification_confidence", "priority_rank", "priority_impact", "priority_urgency");

  private static final List<String> LOADS =
      List.of("priority_level", "class_of_service_class", "routing_team");

  private OutputTitles() {}

  static String of(BacktestOutput output) {
    return TITLES.getOrDefault(output.variable(), output.variable().replace('_', ' '));
  }

  /** The outputs that were compared. */
  static List<BacktestOutput> compared(BacktestReport report) {
    return report.outputs().stream().filter(output -> output.compared() > 0).toList();
  }

  /** The outputs that change and are shown in full. */
  static List<BacktestOutput> changing(BacktestReport report) {
    return report.outputs().stream()
        .filter(output -> output.changed() > 0 && !IN_BRIEF.contains(output.variable()))
        .toList();
  }

  /** The outputs whose load is shown. */
  static List<BacktestOutput> loads(BacktestReport report) {
    return LOADS.stream()
        .flatMap(variable -> report.findOutput(variable).stream())
        .filter(output -> !output.load().isEmpty())
        .toList();
  }

  /** The load of the new side alone, for an output that nothing compares with. */
  static List<BacktestLoad> newLoad(BacktestOutput output) {
    return output.load().stream().filter(load -> load.newItems() > 0).toList();
  }
}
