/** The engine behind the public types. Nothing here is promised to anybody. */
@NullMarked
package io.millrace.engine.internal;

import org.jspecify.annotations.NullMarked;
