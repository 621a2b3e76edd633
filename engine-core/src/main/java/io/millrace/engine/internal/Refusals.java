// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.model.InvalidInputException;
import org.jspecify.annotations.Nullable;

/** What requests are refused for, and in which words. */
final class Refusals {
  private Refusals() {}

  static void requireResult(ItemWork item, Step step, @Nullable String result) {
    if (result == null ? step.results().isEmpty() : step.results().contains(result)) {
      return;
    }
    String problem =
        "Expected step '" + step.id() + "' of work item '" + item.row().id + "' to be completed ";
    if (step.results().isEmpty()) {
      throw new InvalidInputException(
          problem + "without a result, but got '" + result + "'.", "leave the result out");
    }
    throw new InvalidInputException(
        problem
            + "with one of "
            + step.results()
            + ", but got "
            + (result == null ? "none" : "'" + result + "'")
            + ".",
        "choose one of them");
  }

  /** Refuses a person's hand on what a handler or another work item does. */
  static void refuseOthers(ItemWork item, RunRow run) {
    refuseCalled(item, run);
    if (run.handler != null) {
      throw new InvalidStateException(
          item.row().id,
          "Expected step '"
              + run.step
              + "' of work item '"
              + item.row().id
              + "' to be done by a person, but handler '"
              + run.handler
              + "' does it.",
          "register the handler in a plugin, and wait for it");
    }
  }

  static void refuseCalled(ItemWork item, RunRow run) {
    if (run.calledItem != null) {
      throw new InvalidStateException(
          item.row().id,
          "Expected step '"
              + run.step
              + "' of work item '"
              + item.row().id
              + "' to be done by a person, but work item '"
              + run.calledItem
              + "' does it.",
          "work on '" + run.calledItem + "', or cancel it: the step goes on when it is there");
    }
  }

  static void refuseEnded(ItemWork item) {
    if (item.row().state.isEnded()) {
      throw new InvalidStateException(
          item.row().id,
          "Expected work item '"
              + item.row().id
              + "' to be open, but it is "
              + item.row().state
              + ".",
          "reopen it first, or submit a new demand");
    }
  }

  static InvalidStateException wrongState(
      ItemWork item, RunRow run, String expected, String advice) {
    return new InvalidStateException(
        item.row().id,
        "Expected step '"
            + run.step
            + "' of work item '"
            + item.row().id
            + "' to be "
            + expected
            + ", but it is "
            + run.state
            + ".",
        advice);
  }
}
