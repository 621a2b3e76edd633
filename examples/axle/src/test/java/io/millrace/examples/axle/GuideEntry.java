// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import io.millrace.bpmn.Raci;
import io.millrace.bpmn.Step;
import java.time.Duration;
import java.util.List;

/** One row of a worked stream in the guide; lists are separated by semicolons. */
record GuideEntry(
    int number,
    String name,
    String activity,
    String inputs,
    String outputs,
    String desiredOutcomes,
    Duration leadTime,
    String practices,
    Roles roles) {

  /** Accountable, responsible, consulted and informed. */
  record Roles(String accountable, String responsible, String consulted, String informed) {
    static Roles of(Raci raci) {
      return new Roles(
          joined(raci.accountable()),
          joined(raci.responsible()),
          joined(raci.consulted()),
          joined(raci.informed()));
    }
  }

  static GuideEntry of(Step step) {
    return new GuideEntry(
        step.number(),
        step.name(),
        step.activity().label(),
        joined(step.inputs()),
        joined(step.outputs()),
        joined(step.desiredOutcomes()),
        step.targetLeadTime() == null ? Duration.ZERO : step.targetLeadTime(),
        String.join(
            " ", step.practices().stream().map(practice -> practice.practice().code()).toList()),
        Roles.of(step.raci()));
  }

  private static String joined(List<String> texts) {
    return String.join("; ", texts);
  }
}
