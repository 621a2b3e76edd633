package io.millrace.rules.internal;

/**
 * What the matrix says for one impact and urgency.
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
