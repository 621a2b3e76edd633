// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the checks found in one model. Immutable.
 *
 * @param fileName the name of the model's file
 * @param problems what was found, by line; empty if the model is clean
 * @param skipped the ids of the checks that were left out, for the installation did not tell what
 *     they need to know
 */
public record CheckReport(String fileName, List<ModelProblem> problems, List<String> skipped) {
  /** The check that fails if the file is no BPMN at all. */
  public static final String UNREADABLE = "unreadable-file";

  /** Sorts the problems by line and copies the lists. */
  public CheckReport {
    problems = problems.stream().sorted(Comparator.comparingInt(ModelProblem::line)).toList();
    skipped = List.copyOf(skipped);
  }

  /** This report with what other checks found. */
  public CheckReport with(List<ModelProblem> more) {
    return new CheckReport(
        fileName, Stream.concat(problems.stream(), more.stream()).toList(), skipped);
  }

  /** The problems of one severity, by line. */
  public List<ModelProblem> problems(Severity severity) {
    return problems.stream().filter(problem -> problem.severity() == severity).toList();
  }

  /** How many problems of one severity there are. */
  public int count(Severity severity) {
    return problems(severity).size();
  }

  /** Whether the model may be deployed: there is no error. */
  public boolean isDeployable() {
    return count(Severity.ERROR) == 0;
  }

  /** Whether there is neither an error nor a warning. */
  public boolean isClean() {
    return isDeployable() && count(Severity.WARNING) == 0;
  }

  /** Whether the file could be read as BPMN; if not, that is the one problem. */
  public boolean isReadable() {
    return problems.stream().noneMatch(problem -> problem.check().equals(UNREADABLE));
  }
}
