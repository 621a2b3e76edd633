/** From nothing to the first decision or work item, each time in a fresh JVM. */
@NullMarked
package io.millrace.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
