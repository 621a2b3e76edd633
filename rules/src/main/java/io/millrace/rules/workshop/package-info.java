/** The workshop of rule authors: what a policy pack would do, before it goes live. */
@NullMarked
package io.millrace.rules.workshop;

import org.jspecify.annotations.NullMarked;
