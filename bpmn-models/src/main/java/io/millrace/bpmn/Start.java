package io.millrace.bpmn;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stream can start. Immutable.
 *
 * @param id the id of the start event
 * @param name what the diagram calls it; empty if it has no name
 * @param message the name of the message that starts the stream here; null for the plain start
 */
public record Start(String id, String name, @Nullable String message) {}
