/**
 * What hosts and plugin authors test with: an engine in memory, a clock that a test moves, stub
 * ports, and the contracts of the ports as tests to extend. For test scope only.
 */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
