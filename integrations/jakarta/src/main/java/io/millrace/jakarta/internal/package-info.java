/** How Millrace becomes beans; nothing here is for hosts. */
@NullMarked
package io.millrace.jakarta.internal;

import org.jspecify.annotations.NullMarked;
