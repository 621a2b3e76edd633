// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** Reads the sorted events; closes itself at the end. Not thread-safe. */
final class EventIterator implements Iterator<LogEvent> {
  private final SortedLog log;
  private final Run.Cursor<Placed> cursor;
  private final Attributes attributes;
  private final Consumer<EventIterator> onClose;
  private long position;

  EventIterator(
      SortedLog log,
      Run.Cursor<Placed> cursor,
      Attributes attributes,
      Consumer<EventIterator> onClose) {
    this.log = log;
    this.cursor = cursor;
    this.attributes = attributes;
    this.onClose = onClose;
  }

  void skipTo(long wanted) {
    while (position < wanted && hasNext()) {
      cursor.next();
      position++;
    }
  }

  @Override
  public boolean hasNext() {
    log.requireOpen();
    if (cursor.hasNext()) {
      return true;
    }
    close();
    return false;
  }

  @Override
  public LogEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException("log '" + log.source() + "' has no further events");
    }
    try {
      return cursor.next().toEvent(position++, attributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() {
    onClose.accept(this);
    cursor.close();
  }
}
