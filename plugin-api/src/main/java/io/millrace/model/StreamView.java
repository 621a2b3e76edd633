// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a value stream's model says, for those who check it. Immutable. Texts that the model does
 * not give are empty.
 *
 * @param key the process id, such as {@code restore-live-service}
 * @param name the plain name
 * @param fileName the name of the model's file
 * @param ownedBy the role that owns the stream
 * @param description description and use case
 * @param targetLeadTime the target from start to end; null if none is set
 * @param nodes events, activities and gateways of the executable process, those inside of
 *     subprocesses too, in the order of the file
 * @param flows the sequence flows, in the order of the file
 * @param steps the steps in the order of their numbers
 * @param line the line of the process in the file, from 1
 */
@HostCalls
public record StreamView(
    String key,
    String name,
    String fileName,
    String ownedBy,
    String description,
    @Nullable Duration targetLeadTime,
    List<Node> nodes,
    List<Flow> flows,
    List<Step> steps,
    int line) {

  /** Copies the lists. */
  public StreamView {
    nodes = List.copyOf(nodes);
    flows = List.copyOf(flows);
    steps = List.copyOf(steps);
  }

  /** The node with this id. */
  public Optional<Node> findNode(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** The step with this id, which is also that of its node. */
  public Optional<Step> findStep(String id) {
    return steps.stream().filter(step -> step.id().equals(id)).findFirst();
  }

  /** The flows that leave a node, in the order of the file. */
  public List<Flow> flowsFrom(String node) {
    return flows.stream().filter(flow -> flow.from().equals(node)).toList();
  }

  /** The flows that lead to a node, in the order of the file. */
  public List<Flow> flowsTo(String node) {
    return flows.stream().filter(flow -> flow.to().equals(node)).toList();
  }

  /** The timers, in the order of the file. */
  public List<Node> timers() {
    return nodes.stream().filter(node -> "timer".equals(node.event())).toList();
  }

  /** The decisions, in the order of the file. */
  public List<Node> decisions() {
    return nodes.stream().filter(node -> node.decisionPoint() != null).toList();
  }

  /**
   * An event, activity or gateway. Immutable.
   *
   * @param id the id in the file
   * @param type the name of the BPMN element, such as {@code userTask}
   * @param name what the diagram calls it
   * @param line its line in the file, from 1
   * @param container the id of the subprocess around it; null if there is none
   * @param attachedTo the id of the activity that a boundary event belongs to; otherwise null
   * @param event what an event waits for or throws, such as {@code timer} or {@code message}; null
   *     if it is no event, or a plain one
   * @param time the time of a timer, such as {@code PT4H} or a variable; empty if it is none
   * @param decisionPoint the question that the policies are asked here; null if none is
   * @param properties the metadata of the node as the model writes it, by name, in its order
   */
  @HostCalls
  public record Node(
      String id,
      String type,
      String name,
      int line,
      @Nullable String container,
      @Nullable String attachedTo,
      @Nullable String event,
      String time,
      @Nullable DecisionPoint decisionPoint,
      Map<String, String> properties) {
    /** Copies the properties, and keeps their order. */
    public Node {
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
  }

  /**
   * A sequence flow. Immutable.
   *
   * @param id the id in the file; empty if it has none
   * @param from the id of the node that it leaves
   * @param to the id of the node that it leads to
   * @param condition the condition as the model writes it; null if there is none
   * @param isDefault whether it is taken if no other one of its node is
   * @param line its line in the file, from 1
   */
  @HostCalls
  public record Flow(
      String id, String from, String to, @Nullable String condition, boolean isDefault, int line) {}

  /** Who does a step. */
  @HostCalls
  public enum Doer {
    /** A person, from a worklist. */
    HUMAN,
    /** A step handler. */
    AUTOMATED,
    /** What is inside of a subprocess. */
    SUBPROCESS,
    /** Another value stream. */
    CALL
  }

  /**
   * A step. Immutable.
   *
   * @param id the id of its node
   * @param name the plain name
   * @param number the step number, from 1; variants of one step share it
   * @param activity the value chain activity, such as {@code deliver and support}
   * @param inputs triggers and information that it takes
   * @param outputs triggers and information that it gives
   * @param desiredOutcomes what it should make possible
   * @param targetLeadTime the target from arrival to completion; null if none is set
   * @param practices the codes of the practices that support it, such as {@code IM}
   * @param accountable the roles that are accountable for it
   * @param responsible the roles that do it
   * @param consulted the roles that are asked
   * @param informed the roles that are told
   * @param board the board that shows it; null for the default
   * @param lane the lane of that board; null for the default
   * @param results the results that a completion may choose from
   * @param doer who does it
   * @param handler the topic of the handler that does an automated step; otherwise null
   * @param calls the key of the value stream that does the step, or a variable; otherwise null
   * @param line its line in the file, from 1
   */
  @HostCalls
  public record Step(
      String id,
      String name,
      int number,
      String activity,
      List<String> inputs,
      List<String> outputs,
      List<String> desiredOutcomes,
      @Nullable Duration targetLeadTime,
      List<String> practices,
      List<String> accountable,
      List<String> responsible,
      List<String> consulted,
      List<String> informed,
      @Nullable String board,
      @Nullable String lane,
      List<String> results,
      Doer doer,
      @Nullable String handler,
      @Nullable String calls,
      int line) {
    /** Copies the lists. */
    public Step {
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
      desiredOutcomes = List.copyOf(desiredOutcomes);
      practices = List.copyOf(practices);
      accountable = List.copyOf(accountable);
      responsible = List.copyOf(responsible);
      consulted = List.copyOf(consulted);
      informed = List.copyOf(informed);
      results = List.copyOf(results);
    }
  }
}
