// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.drl;

/**
 * What the matrix says for one impact and urgency. Immutable.
 *
 * @param level the priority level
 * @param rank the level's place: 1 is the most important
 * @param impact the impact's label as understood
 * @param urgency the urgency's label as understood
 * @param cell the place in the matrix
 * @param text the reason for people to read
 */
public record Cell(
    String level, String rank, String impact, String urgency, String cell, String text) {}
