@NullMarked
package io.millrace.rules.internal.compile;

import org.jspecify.annotations.NullMarked;
