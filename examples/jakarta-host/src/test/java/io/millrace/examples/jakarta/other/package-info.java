// SPDX-License-Identifier: Apache-2.0
/** Somebody else's application in the same server. */
@NullMarked
package io.millrace.examples.jakarta.other;

import org.jspecify.annotations.NullMarked;
