/** A service desk in a Jakarta EE server. */
@NullMarked
package io.millrace.examples.jakarta;

import org.jspecify.annotations.NullMarked;
