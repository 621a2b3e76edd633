/**
 * Programs that show what a host can rely on, with real servers and JVMs of their own: they are
 * killed, stopped, starved of disk and connections, and what is left is checked.
 */
@NullMarked
package io.millrace.benchmarks.reliability;

import org.jspecify.annotations.NullMarked;
