// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A mapping file cannot be used. It carries every problem that was found. Immutable. */
public final class LogMappingException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final ArrayList<MappingProblem> problems;

  LogMappingException(List<MappingProblem> problems) {
    super(problem(problems), advice(problems));
    this.problems = new ArrayList<>(problems);
  }

  LogMappingException(MappingProblem problem, Throwable cause) {
    super(problem(List.of(problem)), problem.advice(), cause);
    this.problems = new ArrayList<>(List.of(problem));
  }

  /** Every problem, in the order of the file; at least one. */
  public List<MappingProblem> problems() {
    return List.copyOf(problems);
  }

  private static String problem(List<MappingProblem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return "Expected mapping '"
        + problems.get(0).file()
        + "' to be usable, but it has "
        + count
        + ".\n"
        + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
  }

  private static String advice(List<MappingProblem> problems) {
    return problems.size() == 1
        ? problems.get(0).advice()
        : "correct each line as its message says, and read it again";
  }
}
