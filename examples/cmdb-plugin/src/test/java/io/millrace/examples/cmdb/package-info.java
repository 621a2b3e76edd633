/** A plugin as its author delivers it. */
@NullMarked
package io.millrace.examples.cmdb;

import org.jspecify.annotations.NullMarked;
