/** Tests of the log readers. */
@NullMarked
package io.millrace.logs;

import org.jspecify.annotations.NullMarked;
