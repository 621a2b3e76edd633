/**
 * Compiles the rules of edited packs, and keeps those that are not trusted behind a wall: their
 * source is checked, then the compiled code, and only then a class is defined. Nothing here is API.
 */
@NullMarked
package io.millrace.rules.internal.compile;

import org.jspecify.annotations.NullMarked;
