// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a check found in a model. Immutable.
 *
 * @param check the id of the check, such as {@code missing-default}
 * @param severity how much it matters
 * @param element the id of the BPMN element; null if the problem is the file's, or the element has
 *     none
 * @param line the line in the file, from 1; 0 if unknown
 * @param problem what was expected, and what was found instead
 * @param advice what to do about it, without the leading "Maybe" and the final full stop
 */
public record ModelProblem(
    String check,
    Severity severity,
    @Nullable String element,
    int line,
    String problem,
    String advice)
    implements Serializable {
  @Override
  public String toString() {
    String place = line > 0 ? "line " + line : "the file";
    return place + (element == null ? "" : ", " + element) + ": " + problem;
  }
}
