package io.millrace.engine.internal.store;

/** How many open steps somebody has. */
public record LoadRow(String assignee, int steps) {}
