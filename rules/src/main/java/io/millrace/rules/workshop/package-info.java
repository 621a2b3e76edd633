/**
 * What rule authors do with a policy pack before it goes live: test it, check it, try it on old
 * tickets, compare it with another one.
 */
@NullMarked
package io.millrace.rules.workshop;

import org.jspecify.annotations.NullMarked;
