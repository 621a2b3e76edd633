// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.model.DecisionPoint;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model may rely on where it is to run. What nobody told is unknown: checks that need it are
 * left out. Immutable; each method gives another installation.
 *
 * <pre>{@code
 * Installation here = Installation.standard().withHandlers(Set.of("booking"));
 * }</pre>
 */
public final class Installation {
  private static final Set<String> BUILT_IN_POINTS =
      inOrder(
          List.of(
                  DecisionPoint.CLASSIFICATION,
                  DecisionPoint.TRIAGE,
                  DecisionPoint.PRIORITY,
                  DecisionPoint.CLASS_OF_SERVICE,
                  DecisionPoint.ROUTING,
                  DecisionPoint.ESCALATION,
                  DecisionPoint.PULL_ORDER,
                  DecisionPoint.CHANGE_GUARDRAIL,
                  DecisionPoint.REQUEST_MODEL,
                  DecisionPoint.FEEDBACK)
              .stream()
              .map(DecisionPoint::name)
              .toList());

  private static final Installation STANDARD = new Installation(null, BUILT_IN_POINTS, null);
  private static final Installation UNKNOWN = new Installation(null, null, null);

  private final @Nullable Set<String> handlers;
  private final @Nullable Set<String> decisionPoints;
  private final @Nullable Set<String> streams;

  private Installation(
      @Nullable Set<String> handlers,
      @Nullable Set<String> decisionPoints,
      @Nullable Set<String> streams) {
    this.handlers = handlers;
    this.decisionPoints = decisionPoints;
    this.streams = streams;
  }

  /** The built-in decision points; handlers and streams are unknown. */
  public static Installation standard() {
    return STANDARD;
  }

  /** Nothing is known. */
  public static Installation unknown() {
    return UNKNOWN;
  }

  /** With these step handlers, by their topics, beside those of Millrace itself, and no others. */
  public Installation withHandlers(Collection<String> topics) {
    return new Installation(inOrder(topics), decisionPoints, streams);
  }

  /** With these decision points, and no others. */
  public Installation withDecisionPoints(Collection<String> names) {
    return new Installation(handlers, inOrder(names), streams);
  }

  /** With the value streams of these keys, beside the one that is checked, and no others. */
  public Installation withStreams(Collection<String> keys) {
    return new Installation(handlers, decisionPoints, inOrder(keys));
  }

  /** The topics of the step handlers; empty if they are unknown. */
  public Optional<Set<String>> findHandlers() {
    return Optional.ofNullable(handlers);
  }

  /** The names of the decision points; empty if they are unknown. */
  public Optional<Set<String>> findDecisionPoints() {
    return Optional.ofNullable(decisionPoints);
  }

  /** The keys of the value streams; empty if they are unknown. */
  public Optional<Set<String>> findStreams() {
    return Optional.ofNullable(streams);
  }

  private static Set<String> inOrder(Collection<String> names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }
}
