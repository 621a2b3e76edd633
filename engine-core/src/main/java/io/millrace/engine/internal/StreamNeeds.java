package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueStream;
import io.millrace.model.InvalidInputException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether everything is there that value streams rely on. */
final class StreamNeeds {
  private static final Logger LOG = LoggerFactory.getLogger(StreamNeeds.class);

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

  /** Warns of automated steps that nobody will do; a host may run them from another process. */
  static void warnOfHandlers(Collection<ValueStream> streams, Set<String> handlers) {
    for (ValueStream stream : streams) {
      for (Step step : stream.steps()) {
        if (step.handler() != null && !handlers.contains(step.handler())) {
          LOG.warn(
              "Step '{}' of value stream '{}' waits for handler '{}', which no plugin of this"
                  + " Millrace brings.",
              step.id(),
              stream.key(),
              step.handler());
        }
      }
    }
  }
}
