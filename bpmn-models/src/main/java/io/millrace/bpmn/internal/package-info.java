/** How BPMN files are read and checked. Not part of the API. */
@NullMarked
package io.millrace.bpmn.internal;

import org.jspecify.annotations.NullMarked;
