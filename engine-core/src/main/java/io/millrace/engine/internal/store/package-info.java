/** Millrace's own tables: their rows, their statements, their schema. */
@NullMarked
package io.millrace.engine.internal.store;

import org.jspecify.annotations.NullMarked;
