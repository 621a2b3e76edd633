/**
 * Versions of value streams: what is stored, what is in force for whom, and moving between them.
 */
@NullMarked
package io.millrace.engine.internal.streams;

import org.jspecify.annotations.NullMarked;
