/** The restoration of a live service, one item at a time, next to bare Camunda. */
@NullMarked
package io.millrace.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
