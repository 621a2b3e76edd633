/** The only room that knows the process engine. */
@NullMarked
package io.millrace.engine.internal.camunda;

import org.jspecify.annotations.NullMarked;
