// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many work items have been kept long enough, and since when the first of them. */
public record OverdueItems(long items, @Nullable Instant oldest) {}
