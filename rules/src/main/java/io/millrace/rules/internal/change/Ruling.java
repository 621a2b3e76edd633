// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.change;

import io.millrace.model.Facts;
import io.millrace.model.Reason;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.Mode;
import io.millrace.rules.change.Verdict;
import io.millrace.rules.change.Waiver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one guardrail comes to: the strictest verdict of its rules, as far as its mode lets it
 * count, unless a waiver lets the change pass or those who have to approve have done so. For one
 * evaluation, on one thread.
 */
public final class Ruling {
  private static final Comparator<Reason> STRICTEST_FIRST =
      Comparator.comparing((Reason reason) -> Verdict.of(reason.value()))
          .thenComparing(Reason::strength)
          .reversed()
          .thenComparing(Reason::rule);

  private final String guardrail;
  private final GuardrailSettings settings;
  private final Facts facts;
  private final Instant at;
  private final Mode mode;
  private final List<Reason> spoken;
  private final List<Reason> set = new ArrayList<>();
  private Verdict effective;

  private Ruling(
      String guardrail,
      List<Reason> proposals,
      GuardrailSettings settings,
      Facts facts,
      Instant at) {
    this.guardrail = guardrail;
    this.settings = settings;
    this.facts = facts;
    this.at = at;
    mode = settings.mode(guardrail);
    spoken = proposals.stream().map(this::marked).sorted(STRICTEST_FIRST).toList();
    effective = Verdict.of(spoken.get(0).value());
  }

  /**
   * Rules on the proposals for a guardrail.
   *
   * @param proposals at least one; a value is a verdict, or {@code approve by} a role
   */
  public static Ruling of(
      String guardrail,
      List<Reason> proposals,
      GuardrailSettings settings,
      Facts facts,
      Instant at) {
    Ruling ruling = new Ruling(guardrail, proposals, settings, facts, at);
    ruling.applyMode();
    ruling.applyWaivers();
    ruling.applyApprovals();
    return ruling;
  }

  /** The guardrail. */
  public String guardrail() {
    return guardrail;
  }

  /** What counts. */
  public Verdict effective() {
    return effective;
  }

  /** What decided, then everything else that was said, strictest first. */
  public List<Reason> reasons() {
    List<Reason> all = new ArrayList<>(set);
    for (int i = 0; i < spoken.size(); i++) {
      boolean decided = i == 0 && set.stream().noneMatch(Reason::decided);
      all.add(Marks.decided(spoken.get(i), decided));
    }
    all.sort(Comparator.comparing(reason -> !reason.decided())); // stable
    return all;
  }

  /** The reasons of the approvals that are still needed, by role. */
  Map<String, Reason> approvals() {
    Map<String, Reason> needed = new LinkedHashMap<>();
    if (effective == Verdict.NEEDS_APPROVAL) {
      List<String> granted = granted();
      spoken.forEach(
          reason ->
              Marks.approver(reason)
                  .filter(role -> !Texts.meet(List.of(role), granted))
                  .ifPresent(role -> needed.putIfAbsent(role, reason)));
    }
    return needed;
  }

  private void applyMode() {
    Verdict limited = mode.limit(effective);
    if (limited != effective) {
      String text =
          "in mode "
              + mode.code()
              + " it counts as "
              + limited.code()
              + "; enforced, it would be "
              + effective.code()
              + ": "
              + spoken.get(0).text();
      settle(Marks.MODE, limited, text);
    }
  }

  private void applyWaivers() {
    if (effective == Verdict.PASS) {
      return;
    }
    List<Waiver> matching = settings.waivers().stream().filter(this::covers).toList();
    for (Waiver waiver : matching) {
      if (waiver.isActive(at)) {
        settle(
            Marks.WAIVER,
            Verdict.PASS,
            "waived by "
                + waiver.owner()
                + " until "
                + waiver.expires()
                + " for "
                + scope(waiver)
                + ": "
                + waiver.reason());
        return;
      }
    }
    for (Waiver waiver : matching) {
      String text =
          "the waiver by "
              + waiver.owner()
              + " for "
              + scope(waiver)
              + " expired at "
              + waiver.expires();
      set.add(Marks.setting(Marks.WAIVER, guardrail, Verdict.PASS.code(), text, mode, false));
    }
  }

  private void applyApprovals() {
    if (effective == Verdict.NEEDS_APPROVAL && approvals().isEmpty()) {
      Verdict rest =
          spoken.stream()
              .map(reason -> Verdict.of(reason.value()))
              .filter(verdict -> verdict != Verdict.NEEDS_APPROVAL)
              .reduce(Verdict.PASS, Verdict::or);
      String roles =
          String.join(
              ", ",
              spoken.stream().flatMap(one -> Marks.approver(one).stream()).distinct().toList());
      settle(Marks.APPROVAL, rest, "approved by " + roles + ": " + spoken.get(0).text());
    }
  }

  private void settle(String rule, Verdict verdict, String text) {
    set.replaceAll(earlier -> Marks.decided(earlier, false));
    set.add(0, Marks.setting(rule, guardrail, verdict.code(), text, mode, true));
    effective = verdict;
  }

  private boolean covers(Waiver waiver) {
    List<String> values = Texts.of(facts.values().get(waiver.fact()));
    return waiver.guardrail().equals(guardrail) && Texts.meet(values, List.of(waiver.value()));
  }

  private static String scope(Waiver waiver) {
    return waiver.fact() + " '" + waiver.value() + "'";
  }

  private List<String> granted() {
    return Texts.of(facts.values().get("approvalsGranted"));
  }

  /** With the plain verdict as its value; mode and approver go into the cell. */
  private Reason marked(Reason reason) {
    String value = reason.value().strip();
    String approver = "";
    if (value.startsWith(Marks.BY)) {
      approver = value.substring(Marks.BY.length()).strip();
      value = Verdict.NEEDS_APPROVAL.code();
    }
    Verdict verdict = Verdict.of(value);
    if (verdict == Verdict.NEEDS_APPROVAL && approver.isEmpty()) {
      approver = settings.approvers().getOrDefault("normal", "change-manager");
    }
    String cell = Marks.cell(reason.cell(), mode, approver.replace('|', '/').replace(',', ' '));
    return Marks.copy(reason, reason.output(), verdict.code(), cell, false);
  }
}
