/** Tests of policy packs, and two small programs that measure them. */
@NullMarked
package io.millrace.rules;

import org.jspecify.annotations.NullMarked;
