// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Optional;

/** Whether control of the work stays with the team that asks somebody else for a fix. */
public enum Control {
  /** The asking team keeps control. */
  STAYS("stays"),
  /** Control passes to whoever obtains the fix. */
  PASSES("passes"),
  /** Agreed case by case. */
  EITHER("either");

  private final String label;

  Control(String label) {
    this.label = label;
  }

  /** The value of the property {@code control} in models, such as {@code stays}. */
  public String label() {
    return label;
  }

  /** The control with this label. */
  public static Optional<Control> find(String label) {
    for (Control control : values()) {
      if (control.label.equals(label)) {
        return Optional.of(control);
      }
    }
    return Optional.empty();
  }
}
