package io.millrace.engine.internal.store;

/** The outputs of one decision, as JSON. */
public record AnswersRow(String point, String outputs) {}
