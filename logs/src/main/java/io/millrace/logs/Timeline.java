// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.time.Instant;

/**
 * Puts rows that are sorted by item into the order of time, each with its item's begin and end.
 * Goes over the rows twice, so that no more than one of them is held. Not thread-safe.
 */
final class Timeline {
  /** The sorted events, and what was learned on the way. */
  record Result(Run<Placed> events, long items, Instant first, Instant last) {}

  private static final int REPORT_EVERY = 1_024;

  private final WorkFolder folder;
  private final ExternalSort<Placed> byTime;
  private final long rows;
  private final ProgressListener listener;
  private final Runnable stopCheck;
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;

  Timeline(
      WorkFolder folder,
      int rowsPerChunk,
      long rows,
      ProgressListener listener,
      Runnable stopCheck) {
    this.folder = folder;
    this.rows = rows;
    this.listener = listener;
    this.stopCheck = stopCheck;
    this.byTime = new ExternalSort<>(folder, Placed.CODEC, Placed.BY_TIME, rowsPerChunk, stopCheck);
  }

  Result sort(Run<RawEvent> byItem) {
    Run<LogItem> items = sumUp(byItem);
    try (Run.Cursor<RawEvent> row = byItem.open();
        Run.Cursor<LogItem> item = items.open()) {
      long placed = 0;
      while (item.hasNext()) {
        placed = place(item.next(), row, placed);
      }
    }
    byItem.delete();
    items.delete();
    return new Result(byTime.finish(), items.count(), first, last);
  }

  private Run<LogItem> sumUp(Run<RawEvent> byItem) {
    try (Run.Cursor<RawEvent> cursor = byItem.open()) {
      return Run.write(folder, new ItemCodec(), new ItemIterator(cursor), stopCheck);
    }
  }

  private long place(LogItem item, Run.Cursor<RawEvent> rowsOfItem, long placedBefore) {
    first = item.openedAt().isBefore(first) ? item.openedAt() : first;
    last = item.endedAt().isAfter(last) ? item.endedAt() : last;
    long placed = placedBefore;
    for (long i = 0; i < item.rows(); i++) {
      RawEvent raw = rowsOfItem.next();
      if (i == 0) {
        byTime.add(new Placed(LogEvent.Kind.OPENED, item.openedAt(), item, raw));
      }
      byTime.add(new Placed(LogEvent.Kind.RECORDED, within(item, raw.at()), item, raw));
      if (i == item.rows() - 1) {
        byTime.add(new Placed(LogEvent.Kind.ENDED, item.endedAt(), item, raw));
      }
      if (++placed % REPORT_EVERY == 0) {
        stopCheck.run();
        listener.progressed(new Progress(Progress.Phase.SORTING, placed, rows));
      }
    }
    return placed;
  }

  private static Instant within(LogItem item, Instant at) {
    if (at.isBefore(item.openedAt())) {
      return item.openedAt();
    }
    return at.isAfter(item.endedAt()) ? item.endedAt() : at;
  }
}
