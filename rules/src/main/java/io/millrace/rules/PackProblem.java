// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.MillraceException;

/**
 * One thing that is wrong with a file of a policy pack. Immutable.
 *
 * @param file the file's name
 * @param line the line, counted from 1; 0 if it concerns the whole file
 * @param problem what was expected, and what was found instead
 * @param advice what to do about it, as in {@link MillraceException}
 */
public record PackProblem(String file, int line, String problem, String advice) {
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + problem + " Maybe " + advice + ".";
  }
}
