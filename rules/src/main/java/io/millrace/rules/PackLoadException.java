// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.MillraceException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy pack or one of its files cannot be loaded. It carries every problem that was found, not
 * only the first. Immutable.
 */
public final class PackLoadException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final transient List<PackProblem> problems;

  /**
   * @param what what was to be loaded, such as {@code "priority matrix 'house.csv'"}
   * @param problems every problem, in the order of the file; at least one
   */
  public PackLoadException(String what, List<PackProblem> problems) {
    super(problem(what, problems), advice(problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * @param what what was to be loaded
   * @param problems every problem; at least one
   * @param cause what made it fail
   */
  public PackLoadException(String what, List<PackProblem> problems, Throwable cause) {
    super(problem(what, problems), advice(problems), cause);
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file; empty after Java serialization. */
  public List<PackProblem> problems() {
    return problems == null ? List.of() : problems;
  }

  private static String problem(String what, List<PackProblem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return "Expected "
        + what
        + " to be usable, but it has "
        + count
        + ".\n"
        + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
  }

  private static String advice(List<PackProblem> problems) {
    return problems.size() == 1
        ? problems.get(0).advice()
        : "correct each line as its message says, and load it again";
  }
}
