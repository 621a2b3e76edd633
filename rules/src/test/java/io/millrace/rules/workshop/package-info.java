/** Tests of the tools for authors of policy packs. */
@NullMarked
package io.millrace.rules.workshop;

import org.jspecify.annotations.NullMarked;
