// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records in this JVM, for programs whose database stops while the world outside goes on.
 * Thread-safe.
 */
final class Memory implements Recorder {
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Map<UUID, Integer> calls = new ConcurrentHashMap<>();
  private final Map<UUID, Integer> effects = new ConcurrentHashMap<>();
  private final Map<String, Arrivals> events = new ConcurrentHashMap<>();
  private final AtomicLong repeated = new AtomicLong();
  private volatile Instant last = Instant.EPOCH;
  private volatile @Nullable Instant firstEffect;
  private volatile @Nullable Instant firstEvent;

  /** The events of one work item: ids by number, what came too early, what had another id. */
  private static final class Arrivals {
    private final Map<Long, UUID> ids = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> replaced = new ArrayList<>();
  }

  @Override
  public void called(UUID run) {
    calls.merge(run, 1, Integer::sum);
  }

  @Override
  public void effect(UUID run) {
    effects.merge(run, 1, Integer::sum);
    last = Instant.now();
    if (firstEffect == null) {
      firstEffect = Instant.now();
    }
  }

  @Override
  public void event(Event event) {
    events.compute(
        event.item(),
        (item, known) -> {
          Arrivals arrivals = known == null ? new Arrivals() : known;
          UUID before = arrivals.ids.put(event.sequence(), event.id());
          if (before != null) {
            repeated.incrementAndGet();
            if (!before.equals(event.id())) {
              arrivals.replaced.add(item + "/" + event.sequence());
            }
          } else if (arrivals.ids.size() != event.sequence()) {
            arrivals.wrong.add(item + "/" + event.sequence() + " came too early");
          }
          return arrivals;
        });
    last = Instant.now();
    if (firstEvent == null) {
      firstEvent = Instant.now();
    }
  }

  /** Whether nothing has arrived for a while. */
  boolean isQuiet() {
    return last.isBefore(Instant.now().minus(QUIET));
  }

  /** Forgets when the first effect and the first event came. */
  void mark() {
    firstEffect = null;
    firstEvent = null;
  }

  /** How long after an instant the first effect came since the mark. */
  Optional<Duration> firstEffectAfter(Instant instant) {
    return Optional.ofNullable(firstEffect).map(first -> Duration.between(instant, first));
  }

  /** How long after an instant the first event came since the mark. */
  Optional<Duration> firstEventAfter(Instant instant) {
    return Optional.ofNullable(firstEvent).map(first -> Duration.between(instant, first));
  }

  /** Effects, repeated ones included. */
  long effects() {
    return effects.values().stream().mapToLong(count -> count).sum();
  }

  /** Step runs that had an effect. */
  Set<UUID> runs() {
    return effects.keySet();
  }

  /** Events that came again. */
  long repeatedEvents() {
    return repeated.get();
  }

  /** Events that came, without repeated ones. */
  long events() {
    return events.values().stream().mapToLong(one -> one.ids.size()).sum();
  }

  /** Events that came too early. */
  List<String> disorder() {
    return events.values().stream().flatMap(one -> one.wrong.stream()).toList();
  }

  /** Events that came again under another id: of a commit that the database then lost. */
  List<String> replaced() {
    return events.values().stream().flatMap(one -> one.replaced.stream()).toList();
  }

  /**
   * Compares with what the database says, at rest and with an empty outbox.
   *
   * @param lost how many commits the database may show to others and then lose
   */
  void claim(Claims claims, Sql sql, int lost) {
    Set<UUID> done =
        Set.copyOf(
            sql.list(
                "select RUN_KEY from MR_STEP_RUN where HANDLER = 'record' and STATE = 'DONE'",
                row -> (UUID) row.getObject(1)));
    claims.none(
        "automated steps done without their effect",
        done.stream().filter(run -> !effects.containsKey(run)).map(UUID::toString).toList());
    Map<String, Long> sequences = new HashMap<>();
    sql.list(
        "select ID, SEQUENCE from MR_WORK_ITEM",
        row -> sequences.put(row.getString(1), row.getLong(2)));
    claims.none(
        "work items with an event missing, or one too many",
        sequences.entrySet().stream()
            .filter(
                item -> {
                  Arrivals arrivals = events.get(item.getKey());
                  return arrivals == null || arrivals.ids.size() != item.getValue();
                })
            .map(Map.Entry::getKey)
            .toList());
    claims.none(
        "events of work items that are not there",
        events.keySet().stream().filter(item -> !sequences.containsKey(item)).toList());
    claims.none("events out of order", disorder());
    claims.atMost("events told again with another id", lost, replaced().size());
  }
}
