/** Ports: interfaces that a host or a plugin implements and that Millrace calls. */
@NullMarked
package io.millrace.plugin.port;

import org.jspecify.annotations.NullMarked;
