/** Programs that measure Millrace next to its peers. Not published, no promises. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
