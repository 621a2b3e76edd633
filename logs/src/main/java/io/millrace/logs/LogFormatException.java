// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.MillraceException;
import java.util.ArrayList;
import java.util.List;

/**
 * A log cannot be used as it is. The whole file was read, as far as it can be, before this is
 * thrown; nothing is left behind. Immutable.
 */
public final class LogFormatException extends MillraceException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 10;

  private final ArrayList<LogProblem> problems;
  private final long problemCount;

  LogFormatException(List<LogProblem> problems, long problemCount) {
    super(problem(problems, problemCount), problems.get(0).advice());
    this.problems = new ArrayList<>(problems);
    this.problemCount = problemCount;
  }

  /** The first problems, in the order in which they were found; at least one. */
  public List<LogProblem> problems() {
    return List.copyOf(problems);
  }

  /** How many problems there are, also those that are not listed. */
  public long problemCount() {
    return problemCount;
  }

  private static String problem(List<LogProblem> problems, long count) {
    if (count == 1) {
      return problems.get(0).text();
    }
    StringBuilder text =
        new StringBuilder("Expected log '")
            .append(problems.get(0).file())
            .append("' to be free of errors, but it has ")
            .append(count)
            .append(" problems.");
    problems.stream().limit(SHOWN).forEach(problem -> text.append("\n- ").append(problem.text()));
    long more = count - Math.min(SHOWN, problems.size());
    return more > 0
        ? text.append("\n- and ").append(more).append(" more.").toString()
        : text.toString();
  }
}
