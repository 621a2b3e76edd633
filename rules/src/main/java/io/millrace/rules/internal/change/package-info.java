/** How change guardrails work inside. */
@NullMarked
package io.millrace.rules.internal.change;

import org.jspecify.annotations.NullMarked;
