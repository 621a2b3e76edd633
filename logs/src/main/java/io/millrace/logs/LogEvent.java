// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.Facts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to an item, in the order of time. Immutable and thread-safe.
 *
 * <p>An item has exactly one {@link Kind#OPENED} event at {@link LogItem#openedAt()}, then one
 * {@link Kind#RECORDED} event for each of its rows, then exactly one {@link Kind#ENDED} event at
 * {@link LogItem#endedAt()}. The first and the last are not rows of their own: they carry the
 * values of the item's earliest and latest row, so that a consumer can submit at the first and
 * finish at the last without looking ahead.
 *
 * @param position the place in the sorted sequence, from 0; the same file, options and version give
 *     the same positions
 * @param kind what the event stands for
 * @param item what the whole log says about the item
 * @param occurredAt when it counts as having happened: {@code recordedAt}, moved into the span from
 *     {@link LogItem#openedAt()} to {@link LogItem#endedAt()} if it lies outside
 * @param recordedAt the time in the log; for OPENED and ENDED the same as {@code occurredAt}
 * @param line the line of the row in the source, from 1; for XES the line where the event begins
 * @param orderHint the log's own order of rows with equal times: {@code sys_mod_count}, or the
 *     place in the file
 * @param state the state's label as recorded, known or not; for XES {@code
 *     concept:name/lifecycle:transition}; empty if a mapping names no column for it
 * @param group the team it is assigned to; null if the log does not say
 * @param person the person it is assigned to; null if the log does not say
 * @param attributes the other columns that have a value, in the order of the file; without what was
 *     only known in hindsight
 */
public record LogEvent(
    long position,
    Kind kind,
    LogItem item,
    Instant occurredAt,
    Instant recordedAt,
    long line,
    long orderHint,
    String state,
    @Nullable String group,
    @Nullable String person,
    Map<String, String> attributes) {

  /** What an event stands for. At equal times the order is this one. */
  public enum Kind {
    /** The item begins. */
    OPENED,
    /** A row or event of the log. */
    RECORDED,
    /** The item ends. */
    ENDED
  }

  /** Copies the attributes and keeps their order. */
  public LogEvent {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** The item's id in the log. */
  public String itemId() {
    return item.id();
  }

  /** Whether nothing of the item comes before this event. */
  public boolean firstOfItem() {
    return kind == Kind.OPENED;
  }

  /** Whether nothing of the item comes after this event. */
  public boolean lastOfItem() {
    return kind == Kind.ENDED;
  }

  /** The attributes as facts, all of them text. */
  public Facts facts() {
    return Facts.of(attributes);
  }
}
