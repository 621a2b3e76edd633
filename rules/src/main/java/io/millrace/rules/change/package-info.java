/**
 * Change guardrails: the facts that they need, the settings that hold them, and the verdict that
 * they give.
 */
@NullMarked
package io.millrace.rules.change;

import org.jspecify.annotations.NullMarked;
