/** Every path of every shipped value stream, run on a bare engine. */
@NullMarked
package io.millrace.bpmn.paths;

import org.jspecify.annotations.NullMarked;
