/** A real incident log through Millrace and through bare Camunda. */
@NullMarked
package io.millrace.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
