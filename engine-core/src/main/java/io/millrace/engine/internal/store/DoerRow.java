// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import org.jspecify.annotations.Nullable;

/** Who did a step: whoever had it, and whoever said that it was done. */
public record DoerRow(String step, @Nullable String assignee, String actor) {}
