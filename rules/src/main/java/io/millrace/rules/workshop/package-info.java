/** Tools for the authors of policy packs: what is wrong with a pack, and what would change. */
@NullMarked
package io.millrace.rules.workshop;

import org.jspecify.annotations.NullMarked;
