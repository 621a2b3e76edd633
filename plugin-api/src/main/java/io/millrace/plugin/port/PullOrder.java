// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import io.millrace.model.ClassOfService;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where a work item stands among those that wait to be pulled. A policy pack chooses it by its
 * name in the setting {@code pull-order}, alone or beside the criteria of Millrace.
 *
 * <p>A pure function: an equal item gets an equal key, on every thread and node. Decisions wait for
 * it, mostly inside a transaction, so it does no input or output, takes no locks, and answers
 * within microseconds. It is called on threads of Millrace's own, by several at once, and
 * interrupted after a second. It does not call Millrace. The key is stored with the item and worked
 * out again when its facts or answers change, not as time goes by: go by instants such as the due
 * date, not by the time that is left.
 *
 * <p>If it throws, takes too long, or gives null or a key without parts, the item comes after those
 * with a key, and the reasons of the decision say so.
 */
@HostImplements
@FunctionalInterface
public interface PullOrder {

  /** The key of an item: every item gets a key with the same parts, in the same order. */
  Key key(Item item);

  /**
   * What is known of a work item. Immutable.
   *
   * @param id the host's id of it; empty if it has none yet
   * @param classOfService null if no policy said one
   * @param priority the level, such as {@code 2 - High}; null if no policy said one
   * @param priorityRank 1 is the most important; null if no policy said one
   * @param openedAt when it was opened; null if that is unknown
   * @param dueAt when it is due; null if that is unknown
   * @param facts everything that is stored, with earlier answers under the names of their variables
   * @param at the instant taken as now
   */
  @HostCalls
  record Item(
      String id,
      @Nullable ClassOfService classOfService,
      @Nullable String priority,
      @Nullable Integer priorityRank,
      @Nullable Instant openedAt,
      @Nullable Instant dueAt,
      Facts facts,
      Instant at) {}

  /**
   * What items are sorted by: the first part counts most. Immutable; each method gives a longer
   * key. An item about which a part knows nothing comes after those about which it does.
   *
   * @param parts at most {@value #MAX_PARTS}
   */
  @HostCalls
  record Key(List<Part> parts) {
    /** The most parts of a key. */
    public static final int MAX_PARTS = 8;

    private static final Key EMPTY = new Key(List.of());

    /** Copies the parts. */
    public Key {
      parts = List.copyOf(parts);
    }

    /** A key without parts, to begin with. */
    public static Key begin() {
      return EMPTY;
    }

    /** The lowest number first; null or not a number if it is unknown. */
    public Key lowestFirst(String name, @Nullable Number value) {
      return with(name, number(value), false, String.valueOf(value));
    }

    /** The highest number first; null or not a number if it is unknown. */
    public Key highestFirst(String name, @Nullable Number value) {
      return with(name, number(value), true, String.valueOf(value));
    }

    /** The earliest instant first, to the millisecond; null if it is unknown. */
    public Key earliestFirst(String name, @Nullable Instant value) {
      return with(name, number(value), false, String.valueOf(value));
    }

    /** The latest instant first, to the millisecond; null if it is unknown. */
    public Key latestFirst(String name, @Nullable Instant value) {
      return with(name, number(value), true, String.valueOf(value));
    }

    /** What is so comes first. */
    public Key trueFirst(String name, boolean value) {
      return with(name, value ? 0 : 1, false, String.valueOf(value));
    }

    private static double number(@Nullable Number value) {
      return value == null ? Double.NaN : value.doubleValue();
    }

    private static double number(@Nullable Instant value) {
      return value == null ? Double.NaN : value.toEpochMilli();
    }

    private Key with(String name, double value, boolean highestFirst, String text) {
      List<Part> more = new ArrayList<>(parts);
      more.add(new Part(name, value, highestFirst, Double.isNaN(value) ? "unknown" : text));
      return new Key(more);
    }
  }

  /**
   * One thing that items are sorted by. Immutable.
   *
   * @param name what it is, for people to read, such as {@code harm}
   * @param value the number; not a number if it is unknown
   * @param highestFirst whether the highest number comes first, and not the lowest
   * @param text the value for people to read
   */
  @HostCalls
  record Part(String name, double value, boolean highestFirst, String text) {}
}
