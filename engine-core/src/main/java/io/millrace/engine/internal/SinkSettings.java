package io.millrace.engine.internal;

import java.time.Duration;

/**
 * What event sinks are granted.
 *
 * @param attempts how often a sink may refuse an event before it is parked
 * @param budget how long a sink may take for one event
 */
public record SinkSettings(int attempts, Duration budget) {}
