// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Installation;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.model.DecisionPoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Checks that what a model relies on is installed. Leaves out what nobody told. */
final class InstallationCheck {
  private final Map<String, XmlElement> elements;
  private final Installation installation;
  private final Problems problems;

  /**
   * @param elements the elements of steps and decisions, by their ids
   */
  InstallationCheck(
      Map<String, XmlElement> elements, Installation installation, Problems problems) {
    this.elements = elements;
    this.installation = installation;
    this.problems = problems;
  }

  void check(String key, Collection<Step> steps, Map<String, DecisionPoint> decisions) {
    installation
        .findHandlers()
        .ifPresentOrElse(
            handlers -> checkHandlers(steps, handlers), () -> problems.skip("unknown-handler"));
    installation
        .findDecisionPoints()
        .ifPresentOrElse(
            points -> checkDecisions(decisions, points),
            () -> problems.skip("unknown-decision-point"));
    installation
        .findStreams()
        .ifPresentOrElse(
            streams -> checkCalls(key, steps, streams), () -> problems.skip("unknown-stream"));
  }

  private void checkHandlers(Collection<Step> steps, Set<String> provided) {
    Set<String> handlers = new HashSet<>(provided);
    handlers.addAll(CheckList.get().handlers());
    for (Step step : steps) {
      String handler = step.handler();
      if (handler != null && !handler.isBlank() && !handlers.contains(handler)) {
        say("unknown-handler", step.id(), "be done by an installed handler", handler, handlers);
      }
    }
  }

  private void checkDecisions(Map<String, DecisionPoint> decisions, Set<String> points) {
    decisions.forEach(
        (id, point) -> {
          if (!points.contains(point.name())) {
            say("unknown-decision-point", id, "ask a known decision point", point.name(), points);
          }
        });
  }

  private void checkCalls(String key, Collection<Step> steps, Set<String> streams) {
    for (Step step : steps) {
      StreamCall call = step.call();
      if (call != null
          && call.findVariable().isEmpty()
          && !call.stream().isEmpty()
          && !call.stream().equals(key)
          && !streams.contains(call.stream())) {
        say("unknown-stream", step.id(), "call an installed stream", call.stream(), streams);
      }
    }
  }

  private void say(String check, String id, String expected, String name, Set<String> names) {
    XmlElement element = elements.get(id);
    if (element != null) {
      problems.add(
          check,
          element,
          "Expected '"
              + id
              + "' to "
              + expected
              + ", but there is no '"
              + name
              + "'"
              + Nearest.hint(name, names)
              + ".");
    }
  }
}
