/** Plugins and what they may contribute. */
@NullMarked
package io.millrace.plugin;

import org.jspecify.annotations.NullMarked;
