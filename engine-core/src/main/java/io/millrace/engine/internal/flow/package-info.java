/** Flow metrics, worked out from the recorded transitions. */
@NullMarked
package io.millrace.engine.internal.flow;

import org.jspecify.annotations.NullMarked;
