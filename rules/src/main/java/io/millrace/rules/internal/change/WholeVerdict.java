// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.change;

import io.millrace.model.Reason;
import io.millrace.rules.change.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts guardrails together: the strictest decides. For one evaluation, on one thread. */
public final class WholeVerdict {
  private final List<Ruling> rulings = new ArrayList<>();

  /** Creates one that nobody has spoken to. */
  public WholeVerdict() {}

  /** Adds what a guardrail comes to. */
  public void add(Ruling ruling) {
    rulings.add(ruling);
  }

  /** The strictest. */
  public Verdict verdict() {
    return rulings.stream().map(Ruling::effective).reduce(Verdict.PASS, Verdict::or);
  }

  /** Who said what, strictest first. */
  public Reason reason() {
    Map<Verdict, List<String>> names = new LinkedHashMap<>();
    for (Verdict verdict :
        List.of(Verdict.STOP, Verdict.NEEDS_APPROVAL, Verdict.WARN, Verdict.PASS)) {
      List<String> speakers =
          rulings.stream()
              .filter(one -> one.effective() == verdict)
              .map(Ruling::guardrail)
              .toList();
      if (!speakers.isEmpty()) {
        names.put(verdict, speakers);
      }
    }
    String text =
        names.entrySet().stream()
            .map(entry -> entry.getKey().code() + " by " + String.join(", ", entry.getValue()))
            .collect(Collectors.joining("; "));
    String rule =
        rulings.stream()
            .filter(one -> one.effective() == verdict())
            .findFirst()
            .map(one -> one.reasons().get(0).rule())
            .orElse(Marks.MODE);
    return new Reason(
        "verdict",
        verdict().code(),
        rule,
        100,
        text.isEmpty() ? "no guardrail spoke" : "the strictest guardrail counts: " + text,
        null,
        Map.of(),
        true);
  }

  /** Each role that has to approve, once for each guardrail that asks for it. */
  public List<Reason> approvals() {
    List<Reason> needed = new ArrayList<>();
    for (Ruling ruling : rulings) {
      ruling
          .approvals()
          .forEach(
              (role, reason) ->
                  needed.add(
                      new Reason(
                          "approvals",
                          role,
                          reason.rule(),
                          reason.strength(),
                          ruling.guardrail() + ": " + reason.text(),
                          null,
                          reason.facts(),
                          true)));
    }
    return needed;
  }
}
