// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.logs.LogEvent;
import io.millrace.logs.LogEvent.Kind;
import io.millrace.logs.LogItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events of one incident, one minute after the other. Not thread-safe. */
final class MadeEvents {
  static final String ID = "INC1";
  static final Instant OPENED = Instant.parse("2026-03-02T06:00:00Z");

  private final LogItem item;
  private long position;

  MadeEvents() {
    this(null);
  }

  /**
   * @param resolvedAt the resolution that the log records; null for none
   */
  MadeEvents(@Nullable Instant resolvedAt) {
    this.item = new LogItem(ID, OPENED, resolvedAt, null, OPENED.plusSeconds(86_400), 1);
  }

  LogEvent opened(String... attributes) {
    return event(Kind.OPENED, "New", null, null, attributes);
  }

  LogEvent row(String state) {
    return row(state, null, null);
  }

  LogEvent row(
      String state, @Nullable String group, @Nullable String person, String... attributes) {
    return event(Kind.RECORDED, state, group, person, attributes);
  }

  LogEvent ended(String... attributes) {
    return event(Kind.ENDED, "Closed", null, null, attributes);
  }

  private LogEvent event(
      Kind kind,
      String state,
      @Nullable String group,
      @Nullable String person,
      String... attributes) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < attributes.length; i += 2) {
      values.put(attributes[i], attributes[i + 1]);
    }
    Instant at = OPENED.plusSeconds(60 * position);
    return new LogEvent(
        position, kind, item, at, at, position + 2, position++, state, group, person, values);
  }
}
