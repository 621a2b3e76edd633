@NullMarked
package io.millrace.rules.workshop;

import org.jspecify.annotations.NullMarked;
