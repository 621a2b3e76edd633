// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

/**
 * A timer at a step that reminds of it. Immutable.
 *
 * @param step the id of the step that the timer is attached to
 * @param text what the host is told when it fires
 */
public record Reminder(String step, String text) {}
