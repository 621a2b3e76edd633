/** What the README promises to somebody who reads nothing else. */
@NullMarked
package io.millrace.examples.newcomer;

import org.jspecify.annotations.NullMarked;
