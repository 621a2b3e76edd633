/** How the public types of Millrace's plugin API may be used. */
@NullMarked
package io.millrace.api;

import org.jspecify.annotations.NullMarked;
