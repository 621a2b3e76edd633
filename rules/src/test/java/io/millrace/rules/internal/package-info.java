/** Tests of how policy packs are evaluated. */
@NullMarked
package io.millrace.rules.internal;

import org.jspecify.annotations.NullMarked;
