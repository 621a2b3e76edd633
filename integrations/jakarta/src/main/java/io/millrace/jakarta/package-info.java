/** Millrace in the beans and transactions of a Jakarta EE server. */
@NullMarked
package io.millrace.jakarta;

import org.jspecify.annotations.NullMarked;
