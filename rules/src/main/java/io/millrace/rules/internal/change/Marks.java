// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.change;

import io.millrace.model.Reason;
import io.millrace.rules.change.Mode;
import io.millrace.rules.change.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How decisions about changes carry what {@link Reason} has no part for: the mode of the guardrail
 * and who has to approve stand in the cell, as {@code mode enforce | approver change-manager}; what
 * settings did to a verdict has a rule name of its own.
 */
public final class Marks {
  /** A mode changed the verdict. */
  public static final String MODE = "io.millrace.policy.changeguardrail/setting: mode";

  /** A waiver changed the verdict, or has expired. */
  public static final String WAIVER = "io.millrace.policy.changeguardrail/setting: waiver";

  /** Every approval that was needed is there. */
  public static final String APPROVAL = "io.millrace.policy.changeguardrail/setting: approval";

  /** No rule of a guardrail spoke. */
  private static final String SILENCE = "io.millrace.policy.changeguardrail/setting: no rule";

  /** Before the role in a proposal's value: {@code approve by change-manager}. */
  public static final String BY = "approve by ";

  private static final String BAR = " | ";
  private static final String MODE_PART = "mode ";
  private static final String APPROVER_PART = "approver ";

  private Marks() {}

  /** Whether a rule proposed it, and no setting added it. */
  public static boolean isProposal(Reason reason) {
    return !List.of(MODE, WAIVER, APPROVAL).contains(reason.rule());
  }

  static String cell(@Nullable String cell, Mode mode, String approver) {
    String marks = MODE_PART + mode.code();
    if (!approver.isEmpty()) {
      marks += BAR + APPROVER_PART + approver;
    }
    return cell == null ? marks : cell + BAR + marks;
  }

  /** The mode in a cell. */
  public static Optional<Mode> mode(Reason reason) {
    return part(reason, MODE_PART).flatMap(Mode::find);
  }

  /** The approver in a cell. */
  public static Optional<String> approver(Reason reason) {
    return part(reason, APPROVER_PART);
  }

  private static Optional<String> part(Reason reason, String prefix) {
    String cell = reason.cell();
    return cell == null
        ? Optional.empty()
        : Arrays.stream(cell.split(" \\| "))
            .filter(part -> part.startsWith(prefix))
            .map(part -> part.substring(prefix.length()))
            .reduce((earlier, later) -> later);
  }

  /** The same reason for another output. */
  public static Reason moved(Reason reason, String output) {
    return copy(reason, output, reason.value(), reason.cell(), reason.decided());
  }

  /** The same reason, deciding or not. */
  public static Reason decided(Reason reason, boolean decided) {
    return copy(reason, reason.output(), reason.value(), reason.cell(), decided);
  }

  static Reason copy(
      Reason reason, String output, String value, @Nullable String cell, boolean decided) {
    return new Reason(
        output,
        value,
        reason.rule(),
        reason.strength(),
        reason.text(),
        cell,
        reason.facts(),
        decided);
  }

  /** What counts if no rule of a guardrail speaks: silence is no consent. */
  public static Reason silence(String guardrail) {
    String text = "no rule knows what to make of the facts";
    return new Reason(
        guardrail, Verdict.NEEDS_APPROVAL.code(), SILENCE, 70, text, null, Map.of(), false);
  }

  static Reason setting(
      String rule, String output, String value, String text, Mode mode, boolean decided) {
    return new Reason(output, value, rule, 100, text, cell(null, mode, ""), Map.of(), decided);
  }
}
