/** Tests. */
@NullMarked
package io.millrace.jakarta;

import org.jspecify.annotations.NullMarked;
