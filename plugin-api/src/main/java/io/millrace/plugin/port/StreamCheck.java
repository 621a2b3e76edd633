// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import io.millrace.model.StreamView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks value streams by rules of the host's own, such as how steps are named. It runs beside
 * Millrace's own checks, wherever a model is checked that may come into force: streams that the
 * host and its plugins bring when Millrace is built, models that tenants check or add, and the
 * version that a migration moves to. Models that come with Millrace are not checked.
 *
 * <p>Called outside transactions, on a thread of Millrace's own, with one model at a time and
 * perhaps again for the same one. A check that throws, gives null, or outlasts the time budget of 5
 * seconds (it is interrupted then) refuses the model: nobody knows whether it is good. Do not build
 * Millrace in the static initializer of the class that holds the check: the check would wait for
 * that class until its budget is over.
 */
@HostImplements
@FunctionalInterface
public interface StreamCheck {

  /**
   * Looks at one model. It was read without an error by then.
   *
   * @return what it found, in any order; empty if the model is fine
   * @throws Exception to have the model refused
   */
  List<Finding> check(StreamView stream) throws Exception;

  /** How much a finding matters. The worst comes first. */
  @HostCalls
  enum Severity {
    /** The model does not come into force. */
    ERROR,
    /** It does, and whoever asks for a report reads the finding. */
    WARNING,
    /** Something that its designer may want to know. */
    INFO
  }

  /**
   * Something that a check found. Immutable.
   *
   * @param severity how much it matters
   * @param element the id of a node, flow or step of the stream; null if it concerns the whole
   *     stream
   * @param problem what was expected, and what was found instead, such as "Expected the step
   *     'fix-it' to have a target lead time, but it has none."
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  @HostCalls
  record Finding(Severity severity, @Nullable String element, String problem, String advice) {
    /** Keeps the model out. */
    public static Finding error(@Nullable String element, String problem, String advice) {
      return new Finding(Severity.ERROR, element, problem, advice);
    }

    /** Lets the model pass. */
    public static Finding warning(@Nullable String element, String problem, String advice) {
      return new Finding(Severity.WARNING, element, problem, advice);
    }
  }
}
