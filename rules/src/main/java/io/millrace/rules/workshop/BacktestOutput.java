// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import java.util.List;

/**
 * What happens to one output of a decision point, such as the level of the priority. Immutable.
 *
 * @param point the decision point
 * @param output the output's name
 * @param compared how many items have both an old and a new side; against recorded values only
 *     those of which one was recorded
 * @param changed how many of them get another answer
 * @param raised how many of these get a more important answer; 0 if the answers have no ranks
 * @param lowered how many of these get a less important answer; 0 if the answers have no ranks
 * @param confusion the old answers by the new ones, of all items with an answer
 * @param flows the commonest changes, the biggest first
 * @param load how many items each answer gets; ranked answers by rank, others the commonest first
 * @param moves the items that move most, farthest first; without ranks, examples of the commonest
 *     changes in turns
 */
public record BacktestOutput(
    DecisionPoint point,
    String output,
    long compared,
    long changed,
    long raised,
    long lowered,
    BacktestConfusion confusion,
    List<BacktestFlow> flows,
    List<BacktestLoad> load,
    List<BacktestMove> moves) {

  /** Copies the lists. */
  public BacktestOutput {
    flows = List.copyOf(flows);
    load = List.copyOf(load);
    moves = List.copyOf(moves);
  }

  /** The name of the variable that carries it, such as {@code priority_level}. */
  public String variable() {
    return point.variable(output);
  }

  /** The share of the compared items that get another answer, from 0 to 1; 0 if there are none. */
  public double changedShare() {
    return compared == 0 ? 0 : (double) changed / compared;
  }
}
