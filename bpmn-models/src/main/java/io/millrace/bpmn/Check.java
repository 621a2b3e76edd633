// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

/**
 * One thing that is checked in a model. The same checks run in Java, on the command line and in the
 * Modeler. Immutable.
 *
 * @param id what the check is called, such as {@code missing-target-lead-time}
 * @param severity how much it matters
 * @param scope what it needs to know
 * @param at which element it is reported at
 * @param title what is wrong, in one line without a full stop
 * @param why why it matters
 * @param advice what to do about it, without the leading "Maybe" and the final full stop
 */
public record Check(
    String id, Severity severity, Scope scope, String at, String title, String why, String advice) {
  /** What a check needs to know. */
  public enum Scope {
    /** The text of the file. */
    FILE,
    /** The model that the file describes. */
    MODEL,
    /** What is installed beside the model: handlers, decision points and value streams. */
    INSTALLATION
  }
}
