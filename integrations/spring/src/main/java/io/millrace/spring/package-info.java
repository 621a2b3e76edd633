/** Millrace in the transactions of Spring. */
@NullMarked
package io.millrace.spring;

import org.jspecify.annotations.NullMarked;
