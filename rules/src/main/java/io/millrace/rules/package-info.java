/**
 * Policy packs: versioned, immutable sets of rules and tables that answer decision points, and the
 * explanation of every answer.
 */
@NullMarked
package io.millrace.rules;

import org.jspecify.annotations.NullMarked;
