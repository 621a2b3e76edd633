// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

/** Who does a step. */
public enum StepKind {
  /** A person, from a worklist: a BPMN user task. */
  HUMAN,
  /** A step handler: a BPMN external service task. */
  AUTOMATED,
  /** Several actions: a BPMN subprocess. */
  SUBPROCESS,
  /** Another value stream, for a linked work item: a BPMN call activity. */
  CALL
}
