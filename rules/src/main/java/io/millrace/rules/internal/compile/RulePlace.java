// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

/**
 * Where a rule is written. Immutable.
 *
 * @param packageName its package; the last segment names the decision point, without hyphens
 * @param name its name
 * @param file the path of its file
 * @param line the line on which it begins, counted from 1
 */
public record RulePlace(String packageName, String name, String file, int line) {

  /** The package and the name: unique within a pack. */
  public String fullName() {
    return packageName + "/" + name;
  }
}
