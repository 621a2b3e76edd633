// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the whole log says about one item (an incident, a case): known for every event of the item,
 * because the file has been read to its end before the first event is handed out. Immutable.
 *
 * @param id the item's id in the log
 * @param openedAt when the item begins: the earliest recorded opening time, else its first event
 * @param resolvedAt the last recorded resolution time; null if the log has none
 * @param closedAt the last recorded closing time, as recorded; null if the log has none
 * @param endedAt when the item ends: {@code closedAt} if there is one, else its last event; never
 *     before {@code openedAt}
 * @param rows how many accepted rows or events of the log belong to it, at least 1
 */
public record LogItem(
    String id,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    Instant endedAt,
    long rows) {}
