// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.util.Optional;

/** The six activities of the ITIL 4 service value chain. */
public enum ValueChainActivity {
  /** A shared understanding of vision, status and direction. */
  PLAN("plan"),
  /** Continual improvement of products, services and practices. */
  IMPROVE("improve"),
  /** Understanding of, and dealing with, stakeholders. */
  ENGAGE("engage"),
  /** Products and services that meet expectations of quality, cost and time. */
  DESIGN_AND_TRANSITION("design and transition"),
  /** Service components that are there when and where they are needed. */
  OBTAIN_BUILD("obtain/build"),
  /** Services that are delivered and supported as agreed. */
  DELIVER_AND_SUPPORT("deliver and support");

  private final String label;

  ValueChainActivity(String label) {
    this.label = label;
  }

  /** The name used in models and descriptions, such as {@code obtain/build}. */
  public String label() {
    return label;
  }

  /** The activity with this label. */
  public static Optional<ValueChainActivity> find(String label) {
    for (ValueChainActivity activity : values()) {
      if (activity.label.equals(label)) {
        return Optional.of(activity);
      }
    }
    return Optional.empty();
  }
}
