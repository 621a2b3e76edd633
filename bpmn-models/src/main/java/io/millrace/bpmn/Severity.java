// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Locale;

/** How much a problem of a model matters. The worst comes first. */
public enum Severity {
  /** The model is not deployed. */
  ERROR,
  /** It is deployed, but does not do what its designer will have meant. */
  WARNING,
  /** Something that a designer may want to know. */
  INFO;

  /** The name in lower case, such as {@code error}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
