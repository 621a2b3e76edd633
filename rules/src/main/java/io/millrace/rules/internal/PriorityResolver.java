// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Reason;
import io.millrace.rules.internal.change.Marks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The strongest proposal of a level is the base. Of the raises that are at least as strong, the one
 * that leads to the most important level counts, then the strongest, then the rule's name. The rank
 * follows the level, unless a rule that is as strong as the base says otherwise and nothing raises.
 */
final class PriorityResolver implements Resolver {
  private final String[] outputs;
  private final int level;
  private final int rank;
  private final StrongestResolver strongest;

  PriorityResolver(List<String> outputs) {
    this.outputs = outputs.toArray(String[]::new);
    level = outputs.indexOf("level");
    rank = outputs.indexOf("rank");
    strongest = new StrongestResolver(outputs);
  }

  @Override
  public Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked) {
    return resolve(first, first, item).outputs();
  }

  @Override
  public Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item) {
    Proposal base = null;
    Proposal ranked = null;
    boolean raises = false;
    for (Proposal proposal : last) {
      raises |= proposal.raise() > 0;
      if (proposal.output() == level && proposal.raise() == 0 && base == null) {
        base = proposal;
      } else if (proposal.output() == rank && ranked == null) {
        ranked = proposal;
      }
    }
    boolean isRanked = base == null || ranked != null && ranked.strength() >= base.strength();
    return !raises && isRanked
        ? strongest.resolve(first, last, item)
        : new Climb(last, base, isRanked ? ranked : null, item.data().levels()).answer();
  }

  /** A level that was picked takes its rank with it. */
  @Override
  public Answer after(Answer answer, Set<String> picked, DefaultItem item) {
    Integer place = item.data().levels().rank(answer.outputs().getOrDefault("level", ""));
    if (!picked.contains("level") || picked.contains("rank") || place == null) {
      return answer;
    }
    Map<String, String> values = new LinkedHashMap<>(answer.outputs());
    if (place.toString().equals(values.put("rank", place.toString()))) {
      return answer;
    }
    List<Reason> reasons = new ArrayList<>();
    Reason cause = null;
    for (Reason reason : answer.reasons()) {
      boolean isRank = reason.output().equals("rank");
      reasons.add(isRank ? Marks.decided(reason, false) : reason);
      cause = reason.output().equals("level") && reason.decided() ? reason : cause;
    }
    Reason level = Objects.requireNonNull(cause);
    reasons.add(
        new Reason(
            "rank",
            place.toString(),
            level.rule(),
            level.strength(),
            "the rank of " + level.value() + ": " + level.text(),
            null,
            level.facts(),
            true));
    return new Answer(values, List.copyOf(reasons));
  }

  /** One resolution with a raise, or with a rank to work out. */
  private final class Climb {
    private final Proposal[] proposals;
    private final @Nullable Proposal base;
    private final @Nullable Proposal ranked;
    private final PriorityLevels levels;
    private final @Nullable Proposal winner;
    private final String newLevel;
    private final Map<String, String> answer = new LinkedHashMap<>();
    private final List<Reason> reasons = new ArrayList<>();

    Climb(
        Proposal[] proposals,
        @Nullable Proposal base,
        @Nullable Proposal ranked,
        PriorityLevels levels) {
      this.proposals = proposals;
      this.base = base;
      this.ranked = ranked;
      this.levels = levels;
      Proposal best = base;
      for (Proposal proposal : proposals) {
        if (base != null
            && best != null
            && proposal.raise() > 0
            && proposal.strength() >= base.strength()
            && isMoreImportant(target(proposal), target(best))) {
          best = proposal;
        }
      }
      winner = best;
      newLevel = best == null ? "" : target(best);
    }

    /** Where a proposal leads: a raise of nothing, or of a level without a rank, leads nowhere. */
    private String target(Proposal proposal) {
      if (proposal.raise() == 0 || base == null) {
        return proposal.value();
      }
      Integer from = levels.rank(base.value());
      return from == null ? base.value() : levels.raised(from, proposal.raise());
    }

    private boolean isMoreImportant(String one, String other) {
      Integer first = levels.rank(one);
      Integer second = levels.rank(other);
      return first != null && second != null && first < second;
    }

    Answer answer() {
      int previous = -1;
      for (int output = 0; output < outputs.length; output++) {
        if (output == rank && winner != null && follows()) {
          followingRank();
          previous = rank;
        }
        for (Proposal proposal : proposals) {
          if (proposal.output() == output) {
            boolean decided = output == level ? proposal == winner : output != previous;
            accept(proposal, decided);
            previous = output;
          }
        }
      }
      return new Answer(answer, List.copyOf(reasons));
    }

    /** Whether the rank is that of the level, and not what a rule proposed. */
    private boolean follows() {
      Integer place = levels.rank(newLevel);
      boolean isProposed = ranked != null && winner == base;
      return place != null && !isProposed && !place.toString().equals(firstRank());
    }

    private @Nullable String firstRank() {
      for (Proposal proposal : proposals) {
        if (proposal.output() == rank) {
          return proposal.value();
        }
      }
      return null;
    }

    private void followingRank() {
      Proposal cause = Objects.requireNonNull(winner);
      String place = String.valueOf(levels.rank(newLevel));
      answer.put("rank", place);
      String text = "the rank of " + newLevel + ": " + cause.text();
      reasons.add(
          new Reason(
              "rank", place, cause.rule(), cause.strength(), text, null, cause.facts(), true));
    }

    private void accept(Proposal proposal, boolean decided) {
      String output = outputs[proposal.output()];
      String value = target(proposal);
      if (decided) {
        answer.put(output, value);
      }
      reasons.add(
          new Reason(
              output,
              value,
              proposal.rule(),
              proposal.strength(),
              proposal.text(),
              proposal.cell(),
              proposal.facts(),
              decided));
    }
  }
}
