// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import org.jspecify.annotations.Nullable;

/**
 * A step that the process has come to.
 *
 * @param itemKey the work item, as the instance's business key
 * @param definition the engine's id of the definition
 * @param instance the engine's id of the instance
 * @param step the key of the step
 * @param engineRef what the engine knows the step run by
 * @param handler the handler that does it; null for a human step
 */
public record Arrival(
    String itemKey,
    String definition,
    String instance,
    String step,
    String engineRef,
    @Nullable String handler) {}
