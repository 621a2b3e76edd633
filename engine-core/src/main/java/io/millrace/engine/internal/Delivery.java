// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.CarriedFailure;
import io.millrace.engine.internal.isolation.LoggedFailure;
import io.millrace.engine.internal.store.OutboxRow;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers one event after another to one sink, and judges what became of it. */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 9;

  /** How long an event waits here that a newer release has recorded: that one delivers it. */
  private static final Duration FOREIGN_PAUSE = Duration.ofSeconds(10);

  private static final int LONGEST_FAILURE = 1_000;
  private static final Set<String> TYPES =
      Arrays.stream(EventType.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

  private final String sink;
  private final SinkLine line;
  private final SinkSettings settings;
  private final Set<String> foreignTypes = new HashSet<>();

  Delivery(String sink, SinkLine line, SinkSettings settings) {
    this.sink = sink;
    this.line = line;
    this.settings = settings;
  }

  String sink() {
    return sink;
  }

  /** Whether the sink can be called. */
  boolean isOpen() {
    return line.isOpen();
  }

  /** What became of a delivery. */
  enum Result {
    TAKEN,
    REFUSED,
    /** Nothing is known of the event; the sink is not there any more. */
    CLOSED
  }

  /**
   * @param row what to store of a refused event: its new state, attempts, time and failure
   */
  record Verdict(Result result, OutboxRow row) {}

  Verdict deliver(OutboxRow row, Instant now) throws InterruptedException {
    if (!TYPES.contains(row.type())) {
      return foreign(row, now);
    }
    Event event;
    try {
      event = event(row);
    } catch (RuntimeException e) { // stored by a newer release, or damaged
      return refused(row, now, FailureText.of(e, LONGEST_FAILURE), new LoggedFailure(e));
    }
    SinkLine.Outcome outcome = line.take(event);
    return switch (outcome.answer()) {
      case TAKEN -> new Verdict(Result.TAKEN, row);
      case CLOSED -> new Verdict(Result.CLOSED, row);
      case REFUSED, CUT_OFF -> refused(row, now.plus(took(outcome)), outcome.failure());
    };
  }

  private Verdict refused(OutboxRow row, Instant now, @Nullable CarriedFailure failure) {
    return failure == null
        ? refused(row, now, "It took longer than " + settings.budget().toMillis() + " ms.", null)
        : refused(row, now, failure.words(), failure.copy());
  }

  private Duration took(SinkLine.Outcome outcome) {
    return outcome.answer() == SinkLine.Answer.CUT_OFF ? settings.budget() : Duration.ZERO;
  }

  private static Event event(OutboxRow row) {
    return new Event(
        row.eventKey(),
        EventType.valueOf(row.type()),
        row.tenant(),
        row.item(),
        row.sequence(),
        row.occurredAt(),
        row.recordedAt(),
        Codec.readFacts(row.data()));
  }

  /** Neither parked nor counted: nodes of the newer release can deliver it. */
  private Verdict foreign(OutboxRow row, Instant now) {
    if (foreignTypes.add(row.type())) {
      LOG.warn(
          "Expected to know the type of every event, but {} of event {} of work item '{}' is new"
              + " here. Maybe a newer release has recorded it: its nodes deliver it, and this one"
              + " does after its upgrade.",
          row.type(),
          row.eventKey(),
          row.item());
    }
    String failure = "The type " + row.type() + " is not known to this release.";
    return new Verdict(
        Result.REFUSED, changed(row, "DUE", row.attempts(), now.plus(FOREIGN_PAUSE), failure));
  }

  private Verdict refused(
      OutboxRow row, Instant now, String failure, @Nullable LoggedFailure cause) {
    int attempts = row.attempts() + 1;
    if (attempts >= settings.attempts()) {
      LOG.error(
          "Event sink '{}' refused event {} ({}, work item '{}' of tenant '{}') {} times; it is"
              + " parked, and later events of the work item wait behind it. Maybe mend the cause"
              + " and replay it by Operations.events(), or skip it.",
          sink,
          row.eventKey(),
          row.type(),
          row.item(),
          row.tenant(),
          attempts,
          cause);
      return new Verdict(Result.REFUSED, changed(row, "PARKED", attempts, now, failure));
    }
    Duration pause = pause(attempts);
    if (attempts == 1) {
      LOG.warn(
          "Event sink '{}' refused event {} ({}, work item '{}' of tenant '{}'): {}. It is tried"
              + " again in {} s, then after longer pauses, {} times in all.",
          sink,
          row.eventKey(),
          row.type(),
          row.item(),
          row.tenant(),
          failure,
          pause.toSeconds(),
          settings.attempts(),
          cause);
    } else {
      LOG.debug("Event sink '{}' refused event {} again: {}", sink, row.eventKey(), failure);
    }
    return new Verdict(Result.REFUSED, changed(row, "DUE", attempts, now.plus(pause), failure));
  }

  /** The pause after so many attempts: it doubles, up to a limit. */
  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static OutboxRow changed(
      OutboxRow row, String state, int attempts, Instant at, String failure) {
    return new OutboxRow(
        row.eventKey(),
        row.sink(),
        row.itemKey(),
        row.sequence(),
        row.type(),
        row.tenant(),
        row.item(),
        row.data(),
        row.occurredAt(),
        row.recordedAt(),
        state,
        attempts,
        at,
        failure);
  }
}
