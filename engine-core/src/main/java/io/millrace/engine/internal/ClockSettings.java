package io.millrace.engine.internal;

import java.time.Duration;

/**
 * How this machine's clock is compared with the database's. Immutable.
 *
 * @param tolerance how far the clocks may be apart
 * @param every how often they are compared
 */
public record ClockSettings(Duration tolerance, Duration every) {}
