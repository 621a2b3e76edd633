/** AssertJ assertions about work items, decisions and events. For test scope only. */
@NullMarked
package io.millrace.testkit.assertj;

import org.jspecify.annotations.NullMarked;
