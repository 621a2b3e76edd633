// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Sums up the rows of each item; they must come item by item, each in the order of time. */
final class ItemIterator implements Iterator<LogItem> {
  private final Run.Cursor<RawEvent> rows;
  private @Nullable RawEvent ahead;

  ItemIterator(Run.Cursor<RawEvent> rows) {
    this.rows = rows;
    advance();
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public LogItem next() {
    RawEvent first = ahead;
    if (first == null) {
      throw new NoSuchElementException("no further items");
    }
    RawEvent row = first;
    RawEvent last = first;
    Instant openedAt = null;
    Instant resolvedAt = null;
    Instant closedAt = null;
    long count = 0;
    while (row != null && row.item().equals(first.item())) {
      last = row;
      count++;
      openedAt = earlier(openedAt, row.openedAt());
      resolvedAt = later(resolvedAt, row.resolvedAt());
      closedAt = later(closedAt, row.closedAt());
      row = advance();
    }
    Instant begin = openedAt == null ? first.at() : openedAt;
    Instant end = later(begin, closedAt == null ? last.at() : closedAt);
    return new LogItem(first.item(), begin, resolvedAt, closedAt, end == null ? begin : end, count);
  }

  private @Nullable RawEvent advance() {
    ahead = rows.hasNext() ? rows.next() : null;
    return ahead;
  }

  private static @Nullable Instant earlier(@Nullable Instant known, @Nullable Instant other) {
    return other == null || (known != null && known.isBefore(other)) ? known : other;
  }

  private static @Nullable Instant later(@Nullable Instant known, @Nullable Instant other) {
    return other == null || (known != null && known.isAfter(other)) ? known : other;
  }
}
