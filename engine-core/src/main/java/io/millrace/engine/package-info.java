/**
 * The engine that hosts embed: build a {@link io.millrace.engine.Millrace}, act on behalf of a
 * caller, submit demand, work on it, ask why, and measure flow.
 */
@NullMarked
package io.millrace.engine;

import org.jspecify.annotations.NullMarked;
