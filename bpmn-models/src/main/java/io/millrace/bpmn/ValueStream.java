// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.model.DecisionPoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an executable value stream says about itself. Immutable.
 *
 * @param key the process id, such as {@code restore-live-service}
 * @param name the plain name
 * @param description what the stream is for
 * @param steps the steps in order of their numbers, those of one number in the order of the file
 * @param decisions the decision points that the stream asks, by the id of the element that asks
 * @param passages what it means for the work item to pass an event, by the id of the event
 * @param reminders the timers that remind of steps, by the id of the boundary event
 * @param starts where the stream can start, in the order of the file
 * @param model the BPMN file
 */
public record ValueStream(
    String key,
    String name,
    StreamDescription description,
    List<Step> steps,
    Map<String, DecisionPoint> decisions,
    Map<String, Passage> passages,
    Map<String, Reminder> reminders,
    List<Start> starts,
    StreamModel model) {
  /** Copies the collections, and keeps their order. */
  public ValueStream {
    steps = List.copyOf(steps);
    decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    passages = Collections.unmodifiableMap(new LinkedHashMap<>(passages));
    reminders = Collections.unmodifiableMap(new LinkedHashMap<>(reminders));
    starts = List.copyOf(starts);
  }

  /** The step with this element id. */
  public Optional<Step> findStep(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  /** The start without a message. */
  public Optional<Start> findPlainStart() {
    return findStart(start -> start.message() == null);
  }

  /**
   * The start that waits for this message. A message name must be unique among all streams, so that
   * {@code monitoring} also finds {@code <key>.monitoring}.
   */
  public Optional<Start> findStart(String message) {
    return findStart(start -> message.equals(start.message()))
        .or(() -> findStart(start -> (key + "." + message).equals(start.message())));
  }

  /** Whether some event of the stream reaches the milestone. */
  public boolean reaches(Milestone milestone) {
    return passages.values().stream().anyMatch(passage -> passage.milestone() == milestone);
  }

  /** What work items of the stream may come to, in the order of the file. */
  public Set<String> outcomes() {
    Set<String> outcomes = new LinkedHashSet<>();
    for (Passage passage : passages.values()) {
      String outcome = passage.outcome();
      if (outcome != null) {
        outcomes.add(outcome);
      }
    }
    return Collections.unmodifiableSet(outcomes);
  }

  /** The keys of the value streams that the stream calls by name, in the order of its steps. */
  public Set<String> calledStreams() {
    Set<String> keys = new LinkedHashSet<>();
    for (Step step : steps) {
      StreamCall call = step.call();
      if (call != null && call.findVariable().isEmpty()) {
        keys.add(call.stream());
      }
    }
    return Collections.unmodifiableSet(keys);
  }

  /** The names of the step handlers that the stream needs, in the order of its steps. */
  public Set<String> handlers() {
    Set<String> topics = new LinkedHashSet<>();
    for (Step step : steps) {
      String handler = step.handler();
      if (handler != null) {
        topics.add(handler);
      }
    }
    return Collections.unmodifiableSet(topics);
  }

  private Optional<Start> findStart(Predicate<Start> wanted) {
    return starts.stream().filter(wanted).findFirst();
  }
}
