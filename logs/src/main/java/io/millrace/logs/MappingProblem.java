// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.Serializable;

/**
 * One thing that is wrong with a mapping file. Immutable.
 *
 * @param file the file, as the caller named it
 * @param line the line, from 1; 0 if it concerns the whole file
 * @param problem what was expected, and what was found instead
 * @param advice what to do about it, without the leading "Maybe" and the final full stop
 */
public record MappingProblem(String file, int line, String problem, String advice)
    implements Serializable {
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + ": " + problem + " Maybe " + advice + ".";
  }
}
