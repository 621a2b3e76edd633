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
 * @param milestones the milestones, by the id of the element that the flow passes
 * @param starts where the stream can start, in the order of the file
 * @param model the BPMN file
 */
public record ValueStream(
    String key,
    String name,
    StreamDescription description,
    List<Step> steps,
    Map<String, DecisionPoint> decisions,
    Map<String, Milestone> milestones,
    List<Start> starts,
    StreamModel model) {
  /** Copies the collections, and keeps their order. */
  public ValueStream {
    steps = List.copyOf(steps);
    decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
    milestones = Collections.unmodifiableMap(new LinkedHashMap<>(milestones));
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
