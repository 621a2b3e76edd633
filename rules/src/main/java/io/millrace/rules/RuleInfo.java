// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;

/**
 * A rule of a loaded pack, or a row of one of its tables. Immutable.
 *
 * @param point the decision point that it speaks to
 * @param fullName the package and the name, or the table and the row; unique within the pack
 * @param layer the id of the pack that it comes from
 * @param file its file within that pack
 * @param line the line on which it begins, counted from 1; 0 if it is not known
 * @param definition its text, as far as it is known: equal texts do the same
 */
public record RuleInfo(
    DecisionPoint point, String fullName, String layer, String file, int line, String definition) {
  @Override
  public String toString() {
    return "'" + fullName + "'" + (file.isEmpty() ? "" : " (" + file + ":" + line + ")");
  }
}
