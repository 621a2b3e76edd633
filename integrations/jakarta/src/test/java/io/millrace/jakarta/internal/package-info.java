/** Tests. */
@NullMarked
package io.millrace.jakarta.internal;

import org.jspecify.annotations.NullMarked;
