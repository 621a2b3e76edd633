// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a value stream: a node that carries a step number. Immutable.
 *
 * @param id the id of the BPMN element; also the prefix of the step's process variables
 * @param name the plain name of the step; empty if the model gives none
 * @param number the step number, from 1; variants of one step share it
 * @param activity the value chain activity that the step mainly serves
 * @param inputs triggers and information that the step takes
 * @param outputs triggers and information that the step gives
 * @param desiredOutcomes what the step should make possible
 * @param targetLeadTime the target from arrival to completion; null if none is set
 * @param practices the practices that support the step
 * @param raci who is accountable, responsible, consulted and informed
 * @param board the board that shows the step; null for the host's default
 * @param lane the lane of that board; null for the board's default
 * @param results the results that a completion may choose from; empty if there is none to choose
 * @param control whether control of the work stays while others do it; null if that is no question
 * @param kind who does the step
 * @param handler the topic of the handler that does an automated step; otherwise null
 * @param call the value stream that does the step; null unless its kind is {@link StepKind#CALL}
 * @param duties who may not do the step, and what it approves
 * @param elaboration what the model tells its readers about the step
 */
public record Step(
    String id,
    String name,
    int number,
    ValueChainActivity activity,
    List<String> inputs,
    List<String> outputs,
    List<String> desiredOutcomes,
    @Nullable Duration targetLeadTime,
    List<PracticeContribution> practices,
    Raci raci,
    @Nullable String board,
    @Nullable String lane,
    List<String> results,
    @Nullable Control control,
    StepKind kind,
    @Nullable String handler,
    @Nullable StreamCall call,
    Duties duties,
    Elaboration elaboration) {
  /** Copies the lists. */
  public Step {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    desiredOutcomes = List.copyOf(desiredOutcomes);
    practices = List.copyOf(practices);
    results = List.copyOf(results);
  }

  /** The name of the process variable that carries the result: {@code <id>_result}. */
  public String resultVariable() {
    return id + RESULT_SUFFIX;
  }

  /** What follows a step's id in the name of its result variable. */
  public static final String RESULT_SUFFIX = "_result";
}
