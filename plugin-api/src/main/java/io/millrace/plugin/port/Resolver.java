// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostCalls;
import io.millrace.api.HostImplements;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks among the proposals that rules and tables made for one decision point, instead of the
 * documented order. Every policy pack of this Millrace asks it, in production, in explanations, in
 * scenarios and in what-if questions.
 *
 * <p>A pure function: an equal question gets an equal choice, on every thread and node. Decisions
 * wait for it, mostly inside a transaction, so it does no input or output, takes no locks, and
 * answers within microseconds. It is called on threads of Millrace's own, by several at once, and
 * interrupted after a second. It does not call Millrace.
 *
 * <p>If it throws, takes too long, gives null, or picks what was not proposed, the documented order
 * decides the whole question, and the reasons of the decision say so.
 */
@HostImplements
@FunctionalInterface
public interface Resolver {

  /**
   * Picks one proposal for each output that it has a view on.
   *
   * @param question at least one proposal
   */
  Choice choose(Question question);

  /**
   * A value that a rule or a row of a table proposed. Immutable.
   *
   * @param output the output that it speaks of, such as {@code team}
   * @param value the value, as text; of a raise of the priority, the level that it leads to
   * @param rule the rule's full name
   * @param strength how strongly, from 1 to 100
   * @param text the reason for people to read
   * @param cell the cell of a matrix or table that was used; null if there is none
   * @param facts the facts that it went by, as text
   * @param preferred whether the documented order would let it decide
   */
  @HostCalls
  record Proposal(
      String output,
      String value,
      String rule,
      int strength,
      String text,
      @Nullable String cell,
      Map<String, String> facts,
      boolean preferred) {
    /** Copies the facts. */
    public Proposal {
      facts = Map.copyOf(facts);
    }
  }

  /**
   * What is to be decided. Immutable.
   *
   * @param point the decision point
   * @param outputs its outputs, in declared order
   * @param proposals all proposals, by output in declared order, then in the documented order
   * @param facts what is known, with earlier answers under the names of their variables
   * @param at the instant taken as now
   */
  @HostCalls
  record Question(
      DecisionPoint point,
      List<String> outputs,
      List<Proposal> proposals,
      Facts facts,
      Instant at) {
    /** Copies the lists. */
    public Question {
      outputs = List.copyOf(outputs);
      proposals = List.copyOf(proposals);
    }

    /** The proposals for one output, in the documented order. */
    public List<Proposal> proposals(String output) {
      return proposals.stream().filter(proposal -> proposal.output().equals(output)).toList();
    }
  }

  /**
   * What it picked. Immutable.
   *
   * @param picked by output, one of the question's proposals for it; for the others, the documented
   *     order decides
   * @param reason why, for people to read; may be empty
   */
  @HostCalls
  record Choice(Map<String, Proposal> picked, String reason) {
    /** Copies the map. */
    public Choice {
      picked = Collections.unmodifiableMap(new LinkedHashMap<>(picked));
    }

    /** Leaves everything to the documented order. */
    public static Choice none() {
      return new Choice(Map.of(), "");
    }

    /** Picks one proposal, for its output. */
    public static Choice of(Proposal proposal, String reason) {
      return new Choice(Map.of(proposal.output(), proposal), reason);
    }
  }
}
