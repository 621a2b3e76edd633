/**
 * Asks before operations whether their callers may do that. Knows operations by their interfaces.
 */
@NullMarked
package io.millrace.engine.internal.access;

import org.jspecify.annotations.NullMarked;
