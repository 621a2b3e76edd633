/** Tests of the plugin API. */
@NullMarked
package io.millrace.plugin;

import org.jspecify.annotations.NullMarked;
