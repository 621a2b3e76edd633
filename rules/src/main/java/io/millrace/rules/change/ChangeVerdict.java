// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import io.millrace.rules.internal.change.Marks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decision at {@code change-guardrail} says, in types. Immutable and thread-safe.
 *
 * @param decision the decision, with its pack and the facts that it read
 * @param verdict the strictest guardrail's
 * @param model the change model: {@code standard}, {@code normal} or {@code emergency}, as rules
 *     name it
 * @param risk the risk; null if no rule proposed one
 * @param findings every guardrail that is not off, in declared order
 * @param approvals who still has to approve, and why
 * @param obligations what has to follow the change, such as {@code review-afterwards}
 */
public record ChangeVerdict(
    Decision decision,
    Verdict verdict,
    String model,
    @Nullable RiskLevel risk,
    List<Finding> findings,
    List<Approval> approvals,
    List<String> obligations) {

  /** Copies the lists. */
  public ChangeVerdict {
    findings = List.copyOf(findings);
    approvals = List.copyOf(approvals);
    obligations = List.copyOf(obligations);
  }

  /**
   * What one guardrail found. Immutable.
   *
   * @param guardrail its name
   * @param proposed the strictest verdict of its rules
   * @param effective what counts of it
   * @param mode its mode
   * @param reason why it came out so, for people to read
   * @param waiver the waiver that let it pass, for people to read; null if none did
   * @param reasons everything that was said, what decided first
   */
  public record Finding(
      String guardrail,
      Verdict proposed,
      Verdict effective,
      Mode mode,
      String reason,
      @Nullable String waiver,
      List<Reason> reasons) {

    /** Copies the reasons. */
    public Finding {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * An approval that is still needed. Immutable.
   *
   * @param approver the role that has to approve
   * @param reason the guardrail that asks for it, and why
   */
  public record Approval(String approver, String reason) {}

  /**
   * Reads a decision.
   *
   * @throws InvalidInputException if another decision point was asked
   */
  public static ChangeVerdict of(Decision decision) {
    if (!decision.point().equals(DecisionPoint.CHANGE_GUARDRAIL)) {
      throw new InvalidInputException(
          "Expected a decision at 'change-guardrail', but it is one at '" + decision.point() + "'.",
          "ask the pack about DecisionPoint.CHANGE_GUARDRAIL");
    }
    List<Finding> findings = new ArrayList<>();
    for (String guardrail : Guardrails.NAMES) {
      if (decision.output(guardrail) != null) {
        findings.add(finding(guardrail, reasons(decision, guardrail)));
      }
    }
    return new ChangeVerdict(
        decision,
        Verdict.of(decision.output("verdict", Verdict.PASS.code())),
        decision.output("model", ""),
        RiskLevel.find(decision.output("risk", "")).orElse(null),
        findings,
        reasons(decision, "approvals").stream()
            .map(reason -> new Approval(reason.value(), reason.text()))
            .toList(),
        Arrays.stream(decision.output("obligations", "").split(", "))
            .filter(one -> !one.isEmpty())
            .toList());
  }

  /** What a guardrail found; empty if it is off. */
  public Optional<Finding> find(String guardrail) {
    return findings.stream().filter(one -> one.guardrail().equals(guardrail)).findFirst();
  }

  /** Whether the change may go on now: its verdict is pass or warn. */
  public boolean isCleared() {
    return verdict.compareTo(Verdict.WARN) <= 0;
  }

  /** The verdict for people to read, the strictest guardrail first. */
  public String toText() {
    StringBuilder text = new StringBuilder("Verdict: ").append(words(verdict));
    text.append(" (").append(model.isEmpty() ? "unknown" : model).append(" change, risk ");
    text.append(risk == null ? "unknown" : risk.code()).append(")\n");
    for (Approval approval : approvals) {
      text.append("Approval by ").append(approval.approver()).append(": ");
      text.append(approval.reason()).append('\n');
    }
    obligations.forEach(one -> text.append("Afterwards: ").append(one).append('\n'));
    findings.stream()
        .sorted((one, other) -> other.effective().compareTo(one.effective())) // stable
        .forEach(one -> append(text, one));
    return text.toString();
  }

  private static void append(StringBuilder text, Finding finding) {
    String verdict = finding.effective().code();
    text.append("  ").append(verdict).append(" ".repeat(8 - verdict.length()));
    text.append(finding.guardrail()).append(": ").append(finding.reason()).append('\n');
    for (Reason reason : finding.reasons()) {
      boolean objects = !reason.value().equals(Verdict.PASS.code()) || !Marks.isProposal(reason);
      if (!reason.decided() && objects && !finding.reason().contains(reason.text())) {
        text.append("          also ").append(reason.value()).append(": ").append(reason.text());
        text.append('\n');
      }
    }
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "the change may go on";
      case WARN -> "the change may go on, with a warning";
      case NEEDS_APPROVAL -> "the change needs approval";
      case STOP -> "the change is stopped";
    };
  }

  private static Finding finding(String guardrail, List<Reason> reasons) {
    Reason deciding = reasons.stream().filter(Reason::decided).findFirst().orElseThrow();
    Verdict proposed =
        reasons.stream()
            .filter(Marks::isProposal)
            .map(reason -> Verdict.of(reason.value()))
            .reduce(Verdict.PASS, Verdict::or);
    return new Finding(
        guardrail,
        proposed,
        Verdict.of(deciding.value()),
        Marks.mode(deciding).orElse(Mode.ENFORCE),
        deciding.text(),
        deciding.rule().equals(Marks.WAIVER) ? deciding.text() : null,
        reasons);
  }

  private static List<Reason> reasons(Decision decision, String output) {
    return decision.reasons().stream().filter(one -> one.output().equals(output)).toList();
  }
}
