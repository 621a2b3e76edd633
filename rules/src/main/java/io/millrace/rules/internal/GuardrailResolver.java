// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Reason;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.Guardrails;
import io.millrace.rules.change.Mode;
import io.millrace.rules.change.RiskLevel;
import io.millrace.rules.change.Verdict;
import io.millrace.rules.internal.change.Marks;
import io.millrace.rules.internal.change.Ruling;
import io.millrace.rules.internal.change.WholeVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settles the change's model and risk first and has the rules asked again, knowing them; then the
 * strictest verdict of each guardrail counts as far as mode, waivers and granted approvals let it,
 * and the strictest guardrail decides the whole.
 */
final class GuardrailResolver implements Resolver {
  private static final List<String> FIRST =
      List.of("model", "risk", "risk-conditions", "risk-questionnaire");
  private static final List<String> LAST = List.of("verdict", "approvals", "obligations");

  private final List<String> outputs;

  GuardrailResolver(List<String> outputs) {
    this.outputs = outputs;
  }

  /** The outputs of the decision point. */
  static List<String> outputs() {
    return Stream.of(FIRST, LAST, Guardrails.NAMES).flatMap(List::stream).toList();
  }

  /** What an output comes to. */
  private record Part(@Nullable String value, List<Reason> reasons) {}

  @Override
  public boolean asksTwice() {
    return true;
  }

  @Override
  public Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked) {
    Map<String, Part> parts = settled(first);
    Map<String, String> known = new LinkedHashMap<>();
    for (String output : List.of("model", "risk")) {
      Part part = parts.get(output);
      if (part != null && part.value() != null) {
        known.put(output, part.value());
      }
    }
    return known;
  }

  @Override
  public Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item) {
    Map<String, Part> parts = settled(first);
    WholeVerdict whole = new WholeVerdict();
    for (String output : outputs) {
      if (!FIRST.contains(output) && !LAST.contains(output)) {
        Ruling ruling = ruling(output, last, item);
        if (ruling != null) {
          parts.put(output, new Part(ruling.effective().code(), ruling.reasons()));
          whole.add(ruling);
        }
      }
    }
    parts.put("verdict", new Part(whole.verdict().code(), List.of(whole.reason())));
    if (!whole.approvals().isEmpty()) {
      parts.put("approvals", joined(whole.approvals()));
    }
    List<Reason> obligations = reasons("obligations", last, true);
    if (!obligations.isEmpty()) {
      parts.put("obligations", joined(obligations));
    }
    return answer(parts);
  }

  private Answer answer(Map<String, Part> parts) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Reason> reasons = new ArrayList<>();
    for (String output : outputs) {
      Part part = parts.get(output);
      if (part != null) {
        if (part.value() != null) {
          values.put(output, part.value());
        }
        reasons.addAll(part.reasons());
      }
    }
    return new Answer(values, List.copyOf(reasons));
  }

  /** Model and risk, in which guardrails have no say. */
  private Map<String, Part> settled(Proposal[] first) {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (String output : List.of("model", "risk-conditions", "risk-questionnaire")) {
      List<Reason> reasons = reasons(output, first, false);
      if (!reasons.isEmpty()) {
        parts.put(output, new Part(reasons.get(0).value(), reasons));
      }
    }
    List<Reason> risks = new ArrayList<>();
    for (String method : List.of("risk-conditions", "risk-questionnaire")) {
      Part part = parts.get(method);
      if (part != null) {
        risks.add(Marks.moved(part.reasons().get(0), "risk"));
      }
    }
    risks.addAll(reasons("risk", first, false));
    if (!risks.isEmpty()) {
      parts.put("risk", highest(risks));
    }
    return parts;
  }

  private static Part highest(List<Reason> risks) {
    List<Reason> sorted = new ArrayList<>(risks);
    sorted.sort((one, other) -> level(other).compareTo(level(one))); // stable: conditions first
    List<Reason> reasons = new ArrayList<>();
    for (Reason reason : sorted) {
      reasons.add(Marks.decided(reason, reasons.isEmpty()));
    }
    return new Part(level(sorted.get(0)).code(), reasons);
  }

  private static RiskLevel level(Reason reason) {
    return RiskLevel.find(reason.value())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the risk '"
                        + reason.value()
                        + "' of '"
                        + reason.rule()
                        + "' is not low, "
                        + "moderate, high or very-high"));
  }

  private @Nullable Ruling ruling(String guardrail, Proposal[] last, DefaultItem item) {
    GuardrailSettings settings = item.data().guardrails();
    if (settings.mode(guardrail) == Mode.OFF) {
      return null;
    }
    List<Reason> spoken = reasons(guardrail, last, false);
    return Ruling.of(
        guardrail,
        spoken.isEmpty() ? List.of(Marks.silence(guardrail)) : spoken,
        settings,
        item.facts(),
        item.at());
  }

  private static Part joined(List<Reason> reasons) {
    return new Part(
        reasons.stream().map(Reason::value).distinct().collect(Collectors.joining(", ")), reasons);
  }

  /** The proposals of an output in the documented order; the first decides, or all do. */
  private List<Reason> reasons(String output, Proposal[] proposals, boolean all) {
    int index = outputs.indexOf(output);
    List<Reason> reasons = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.output() == index) {
        reasons.add(proposal.reason(output, all || reasons.isEmpty()));
      }
    }
    return reasons;
  }

  /** How strong a verdict is, so that proposals come strictest first. */
  static int strength(Verdict verdict) {
    return switch (verdict) {
      case PASS -> 1;
      case WARN -> 40;
      case NEEDS_APPROVAL -> 70;
      case STOP -> 100;
    };
  }
}
