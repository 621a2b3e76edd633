// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.UUID;

/** A text that belongs to a work item. */
public record ItemText(UUID itemKey, String text) {}
