/**
 * The words that rules in DRL are written with: conditions ask an {@link
 * io.millrace.rules.drl.Item}, consequences make {@link io.millrace.rules.drl.Proposals}.
 */
@NullMarked
package io.millrace.rules.drl;

import org.jspecify.annotations.NullMarked;
