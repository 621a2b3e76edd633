// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.Arrays;

/** A rule proposed a value for an output that its decision point does not declare. Immutable. */
public final class UndeclaredOutputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String output;

  UndeclaredOutputException(String output, String[] declared) {
    super("the output '" + output + "' is not declared; declared are " + Arrays.toString(declared));
    this.output = output;
  }

  /** The output that is not declared. */
  public String output() {
    return output;
  }
}
