/** Tests of the analysis of rules. */
@NullMarked
package io.millrace.rules.internal.analysis;

import org.jspecify.annotations.NullMarked;
