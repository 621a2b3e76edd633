/** Keeps what plugins bring apart: time budgets, bounds, and pauses. */
@NullMarked
package io.millrace.engine.internal.isolation;

import org.jspecify.annotations.NullMarked;
