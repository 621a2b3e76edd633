// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

/**
 * What waits at one element goes on at another one.
 *
 * @param newTrigger whether its timer or message is set anew, by the other element
 */
public record Instruction(String from, String to, boolean newTrigger) {}
