// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.LogEvent;
import io.millrace.logs.LogFormat;
import io.millrace.logs.SortedLog;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.rules.workshop.PastItem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of a log, each as of its opening: its facts are what its first row says, and what was
 * recorded in the end is the old side. They come in the order in which they ended; only those that
 * are open at a time are held.
 *
 * <p>The policies see neither the recorded priority nor the recorded team, nor what an item's first
 * row cannot know.
 */
final class PastItems implements Iterable<PastItem> {
  /** Columns of ServiceNow that are known only later, or that are about the record. */
  private static final Set<String> LATER =
      Set.of(
          "made_sla",
          "reassignment_count",
          "reopen_count",
          "knowledge",
          "u_priority_confirmation",
          "notify",
          "problem_id",
          "rfc",
          "vendor",
          "caused_by");

  private final SortedLog log;
  private final Set<String> hidden;
  private final long limit;

  /**
   * @param hidden attributes that the policies do not see either
   * @param limit how many items are given at most
   */
  PastItems(SortedLog log, Set<String> hidden, long limit) {
    this.log = log;
    this.limit = limit;
    this.hidden = new HashSet<>(hidden);
    this.hidden.add("priority");
    if (log.format() == LogFormat.SERVICENOW) {
      this.hidden.addAll(LATER);
    }
  }

  /** How many items there are. */
  long count() {
    return Math.min(log.items(), limit);
  }

  @Override
  public Iterator<PastItem> iterator() {
    return new Items(log.iterator());
  }

  private final class Items implements Iterator<PastItem> {
    private final Iterator<LogEvent> events;
    private final Map<String, LogEvent> open = new HashMap<>();
    private long given;
    private @Nullable PastItem ahead;

    Items(Iterator<LogEvent> events) {
      this.events = events;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && given < limit && events.hasNext()) {
        LogEvent event = events.next();
        if (event.firstOfItem()) {
          open.put(event.itemId(), event);
        } else if (event.lastOfItem()) {
          LogEvent first = open.remove(event.itemId());
          ahead = first == null ? null : pastItem(first, event);
        }
      }
      return ahead != null;
    }

    @Override
    public PastItem next() {
      PastItem item = hasNext() ? ahead : null;
      if (item == null) {
        throw new NoSuchElementException("the log has no further items");
      }
      ahead = null;
      given++;
      return item;
    }
  }

  private PastItem pastItem(LogEvent first, LogEvent last) {
    return new PastItem(first.itemId(), facts(first), first.occurredAt(), recorded(last));
  }

  private Facts facts(LogEvent first) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("id", first.itemId());
    facts.put("openedAt", first.item().openedAt().toString());
    String title = first.attributes().get("short_description");
    if (title != null) {
      facts.put("title", title);
    }
    facts.putAll(first.attributes());
    facts.keySet().removeAll(hidden);
    return Facts.of(facts);
  }

  private static Map<String, String> recorded(LogEvent last) {
    Map<String, String> recorded = new HashMap<>();
    put(recorded, "priority_level", last.attributes().get("priority"));
    put(recorded, "routing_team", last.group());
    put(recorded, "classification_category", last.attributes().get("category"));
    put(recorded, "classification_kind", kind(last.attributes().get("kind")));
    return recorded;
  }

  private static void put(Map<String, String> recorded, String name, @Nullable String value) {
    if (value != null) {
      recorded.put(name, value);
    }
  }

  /** A kind as the policies name it, if it is one. */
  private static @Nullable String kind(@Nullable String recorded) {
    if (recorded != null) {
      String name = recorded.strip().toUpperCase(Locale.ROOT);
      for (Kind kind : Kind.values()) {
        if (kind.name().equals(name)) {
          return name;
        }
      }
    }
    return recorded;
  }
}
