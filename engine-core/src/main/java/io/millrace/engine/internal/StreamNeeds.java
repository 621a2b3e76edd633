// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueStream;
import io.millrace.model.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether everything is there that value streams rely on. */
final class StreamNeeds {
  private StreamNeeds() {}

  /** Refuses a stream that calls one that is not installed. */
  static void requireCalled(Collection<ValueStream> streams) {
    Set<String> keys = streams.stream().map(ValueStream::key).collect(Collectors.toSet());
    for (ValueStream stream : streams) {
      for (Step step : stream.steps()) {
        StreamCall call = step.call();
        if (call != null && call.findVariable().isEmpty() && !keys.contains(call.stream())) {
          throw new InvalidInputException(
              "Expected step '"
                  + step.id()
                  + "' of value stream '"
                  + stream.key()
                  + "' to call an installed value stream, but there is no '"
                  + call.stream()
                  + "'.",
              "add that stream when building Millrace, or call one of "
                  + keys.stream().sorted().toList());
        }
      }
    }
  }

  /**
   * Says which automated steps nobody will do here. No error: another process may have the handler.
   */
  static List<String> unhandled(Collection<ValueStream> streams, Set<String> handlers) {
    List<String> unhandled = new ArrayList<>();
    for (ValueStream stream : streams) {
      for (Step step : stream.steps()) {
        if (step.handler() != null && !handlers.contains(step.handler())) {
          unhandled.add(
              "Step '"
                  + step.id()
                  + "' of value stream '"
                  + stream.key()
                  + "' waits for handler '"
                  + step.handler()
                  + "', which no plugin of this Millrace brings.");
        }
      }
    }
    return unhandled;
  }
}
