// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a log, and where. Immutable.
 *
 * @param file the file, as the caller named it
 * @param line the line, from 1; 0 if it concerns the whole file
 * @param column the number of the column, from 1 (in CSV the field, in XML the character); 0 if it
 *     concerns the whole line
 * @param columnName the name of the column or attribute; null if it concerns the whole line
 * @param expected what was expected of that place, beginning with "to"
 * @param found what is there instead
 * @param advice what to do about it, without the leading "Maybe" and the final full stop
 */
public record LogProblem(
    String file,
    long line,
    int column,
    @Nullable String columnName,
    String expected,
    String found,
    String advice)
    implements Serializable {

  /** Where it is, for people: the column, the line and the file. */
  public String where() {
    StringBuilder where = new StringBuilder();
    if (columnName != null) {
      where.append("column '").append(columnName).append("' ");
      where.append(column > 0 ? "(number " + column + ") of " : "of ");
    } else if (column > 0) {
      where.append("column ").append(column).append(" of ");
    }
    if (line > 0) {
      where.append("line ").append(line).append(" of ");
    }
    return where.append("log '").append(file).append("'").toString();
  }

  /** What was expected where, and what was found: one sentence. */
  public String text() {
    return "Expected " + where() + " " + expected + ", but " + found + ".";
  }
}
