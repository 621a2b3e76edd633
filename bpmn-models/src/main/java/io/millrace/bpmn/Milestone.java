// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Optional;

/** What a stream instance has reached when the flow passes a milestone event. */
public enum Milestone {
  /** The technical concern is addressed. */
  RESOLVED("resolved"),
  /** The user has confirmed it, and value is restored. */
  CLOSED("closed");

  private final String label;

  Milestone(String label) {
    this.label = label;
  }

  /** The value of the property {@code milestone} in models, such as {@code resolved}. */
  public String label() {
    return label;
  }

  /** The milestone with this label. */
  public static Optional<Milestone> find(String label) {
    for (Milestone milestone : values()) {
      if (milestone.label.equals(label)) {
        return Optional.of(milestone);
      }
    }
    return Optional.empty();
  }
}
