// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import org.jspecify.annotations.Nullable;

/**
 * Why an element, or what waits there, cannot move.
 *
 * @param element the element to move from; null for the instance as a whole
 * @param reason a clause without capital letter and full stop
 */
public record Refusal(@Nullable String element, String reason) {}
