// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.PullComparison;
import io.millrace.rules.PullCriterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which work is pulled: criteria and orders of plugins, the first of which counts
 * most. It gives a key of one part or more for each; keys sort as texts, byte by byte, and the
 * lowest is pulled first. Immutable and thread-safe.
 */
final class PullOrder {
  /** The decision point's outputs. */
  static final List<String> OUTPUTS = List.of("key");

  private static final int STRENGTH = 50;
  private static final String RULE = DecisionPoint.PULL_ORDER + "/";

  private final List<PullEntry> entries;

  PullOrder(List<PullEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  Decision decide(DefaultItem item, Facts facts, PackRef pack, Instant at) {
    StringBuilder key = new StringBuilder();
    List<Reason> reasons = new ArrayList<>(entries.size());
    for (PullEntry entry : entries) {
      for (PullEntry.Part part : entry.parts(item)) {
        key.append(key.isEmpty() ? "" : ".").append(part.key());
        String text = part.label() + ": " + part.wording();
        reasons.add(
            new Reason(
                "key", part.key(), RULE + part.label(), STRENGTH, text, null, part.read(), true));
      }
    }
    Map<String, String> answer = Map.of("key", key.toString());
    return new Decision(DecisionPoint.PULL_ORDER, answer, reasons, pack, facts, at);
  }

  /** Compares two decisions of this order. */
  PullComparison compare(Decision a, Decision b) {
    List<Reason> equal = new ArrayList<>();
    int parts = Math.min(a.reasons().size(), b.reasons().size());
    for (int i = 0; i < parts; i++) {
      Reason one = a.reasons().get(i);
      int order = one.value().compareTo(b.reasons().get(i).value());
      if (order != 0) {
        return comparison(order < 0 ? a : b, order < 0 ? b : a, one, i, equal);
      }
      equal.add(one);
    }
    int byLength = Integer.compare(a.reasons().size(), b.reasons().size());
    boolean isFirst = byLength == 0 ? id(a).compareTo(id(b)) <= 0 : byLength < 0;
    return comparison(isFirst ? a : b, isFirst ? b : a, null, 0, equal);
  }

  private static PullComparison comparison(
      Decision first, Decision second, @Nullable Reason part, int index, List<Reason> equal) {
    StringBuilder text = new StringBuilder(name(first) + " is pulled before " + name(second));
    if (part == null) {
      text.append(", because its id sorts first");
    } else {
      text.append(" by ").append(first.reasons().get(index).text());
      text.append(", against ").append(value(second.reasons().get(index).text()));
    }
    if (!equal.isEmpty()) {
      text.append("; equal by ");
      text.append(equal.stream().map(PullOrder::label).collect(Collectors.joining(", ")));
    }
    PullCriterion criterion = part == null ? null : PullCriterion.find(label(part)).orElse(null);
    List<PullCriterion> before =
        equal.stream()
            .map(PullOrder::label)
            .map(PullCriterion::find)
            .flatMap(Optional::stream)
            .toList();
    return new PullComparison(first, second, criterion, before, text.append('.').toString());
  }

  private static String label(Reason part) {
    return part.rule().substring(RULE.length());
  }

  private static String value(String text) {
    return text.substring(text.indexOf(": ") + 2);
  }

  private static String id(Decision decision) {
    return decision.inputs().text("id", "");
  }

  private static String name(Decision decision) {
    return id(decision).isEmpty() ? "The one" : "'" + id(decision) + "'";
  }
}
