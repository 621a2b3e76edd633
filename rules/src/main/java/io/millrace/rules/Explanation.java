// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.Decision;
import io.millrace.model.Reason;
import java.util.List;
import java.util.Map;

/**
 * Why a decision came out as it did. Immutable and thread-safe.
 *
 * @param decision the decision, with every proposal that was made
 * @param nearMisses the rules of the decision point that did not fire, closest first: the one with
 *     the largest share of its conditions met, then by name
 */
public record Explanation(Decision decision, List<NearMiss> nearMisses) {
  private static final int SHOWN = 5;
  private static final int LONGEST_FACT = 120;

  /** Copies the near misses. */
  public Explanation {
    nearMisses = List.copyOf(nearMisses);
  }

  /** The proposals that were made and did not win, strongest first within each output. */
  public List<Reason> lost() {
    return decision.reasons().stream().filter(reason -> !reason.decided()).toList();
  }

  /**
   * The explanation for people to read: the answer, the rule, the cell and the facts behind each
   * output, the proposals that lost, the rules that came close, and the pack.
   */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append("Decision '").append(decision.point()).append("' at ").append(decision.at());
    text.append(" by pack ").append(decision.pack()).append('\n');
    decision.outputs().forEach((name, value) -> appendOutput(text, name, value));
    if (decision.outputs().isEmpty()) {
      text.append("No rule proposed an answer.\n");
    }
    appendMissing(text);
    if (!nearMisses.isEmpty()) {
      text.append("Rules that came close:\n");
      nearMisses.stream().limit(SHOWN).forEach(miss -> appendMiss(text, miss));
      if (nearMisses.size() > SHOWN) {
        text.append("  and ").append(nearMisses.size() - SHOWN).append(" others further away\n");
      }
    }
    return text.toString();
  }

  private void appendOutput(StringBuilder text, String output, String value) {
    text.append(output).append(" = ").append(value).append('\n');
    for (Reason reason : decision.reasons()) {
      if (reason.output().equals(output)) {
        appendReason(text, reason);
      }
    }
  }

  private static void appendReason(StringBuilder text, Reason reason) {
    text.append(
        reason.decided()
            ? "  because rule '"
            : "  instead of '" + reason.value() + "' from rule '");
    text.append(reason.rule()).append("' (strength ").append(reason.strength()).append("): ");
    text.append(reason.text()).append('\n');
    if (reason.cell() != null) {
      text.append("    cell: ").append(reason.cell()).append('\n');
    }
    if (reason.decided()) {
      reason.facts().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              fact ->
                  text.append("    fact ")
                      .append(fact.getKey())
                      .append(" = ")
                      .append(shortened(fact.getValue()))
                      .append('\n'));
    }
  }

  private void appendMissing(StringBuilder text) {
    decision
        .inputs()
        .missing()
        .forEach(
            (name, why) ->
                text.append("fact ").append(name).append(" is missing: ").append(why).append('\n'));
  }

  private static void appendMiss(StringBuilder text, NearMiss miss) {
    text.append("  '").append(miss.rule()).append("' (").append(miss.met()).append(" of ");
    text.append(miss.conditions()).append(" conditions met): it needs that ");
    text.append(miss.condition()).append('\n');
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST_FACT ? value : value.substring(0, LONGEST_FACT) + "...";
  }
}
