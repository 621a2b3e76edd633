/** One idea per main. */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;
