/** Tests of change guardrails. */
@NullMarked
package io.millrace.rules.change;

import org.jspecify.annotations.NullMarked;
