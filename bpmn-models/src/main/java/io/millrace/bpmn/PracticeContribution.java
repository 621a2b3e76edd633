// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

/**
 * What a practice contributes to a step. Immutable.
 *
 * @param practice the practice
 * @param contribution what it contributes, such as "find workarounds"; may be empty
 */
public record PracticeContribution(Practice practice, String contribution) {}
