// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

/**
 * A library that a published artifact brings: Maven coordinates without type and classifier.
 * Immutable.
 *
 * @param group such as {@code com.h2database}
 * @param name such as {@code h2}
 * @param version as published
 */
record Component(String group, String name, String version) {

  /** Group and name, as advisories write it. */
  String module() {
    return group + ":" + name;
  }

  @Override
  public String toString() {
    return module() + ":" + version;
  }
}
