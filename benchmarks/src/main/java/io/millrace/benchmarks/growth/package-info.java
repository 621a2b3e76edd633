/** Measures whether a store that has grown is slower, and how fast it is cleaned up. */
@NullMarked
package io.millrace.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
