// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;

/** How many events of one tenant are in one state for one sink, and since when. */
public record OutboxCount(String sink, String state, long rows, Instant oldest) {}
