// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.model.MillraceException;
import java.util.List;
import java.util.stream.Collectors;

/** A model cannot be used as a value stream. Says every problem at once. Immutable. */
public final class ValueStreamException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String fileName;

  @SuppressWarnings("serial") // its value can be serialized, its declared type need not
  private final List<ModelProblem> problems;

  /**
   * @param fileName the name of the model's file
   * @param problems what is wrong with it, at least one
   */
  public ValueStreamException(String fileName, List<ModelProblem> problems) {
    super(summary(fileName, problems), advice(problems));
    this.fileName = fileName;
    this.problems = List.copyOf(problems);
  }

  /** The name of the model's file. */
  public String fileName() {
    return fileName;
  }

  /** What is wrong, in the order of the file. */
  public List<ModelProblem> problems() {
    return problems;
  }

  private static String summary(String fileName, List<ModelProblem> problems) {
    return "Expected '"
        + fileName
        + "' to be a value stream, but found "
        + problems.size()
        + (problems.size() == 1 ? " problem:" : " problems:")
        + problems.stream().map(problem -> "\n- " + problem).collect(Collectors.joining());
  }

  private static String advice(List<ModelProblem> problems) {
    return problems.stream().map(ModelProblem::advice).distinct().collect(Collectors.joining("; "));
  }
}
