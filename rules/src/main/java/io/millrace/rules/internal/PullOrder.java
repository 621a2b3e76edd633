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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order in which work is pulled: criteria, the first of which counts most. It gives a key of
 * one part for each criterion; keys sort as texts, byte by byte, and the lowest is pulled first.
 * Immutable and thread-safe.
 */
final class PullOrder {
  /** The decision point's outputs. */
  static final List<String> OUTPUTS = List.of("key");

  private static final int STRENGTH = 50;

  private final List<PullCriterion> criteria;

  PullOrder(List<PullCriterion> criteria) {
    this.criteria = List.copyOf(criteria);
  }

  List<PullCriterion> criteria() {
    return criteria;
  }

  Decision decide(DefaultItem item, Facts facts, PackRef pack, Instant at) {
    StringBuilder key = new StringBuilder();
    List<Reason> reasons = new ArrayList<>(criteria.size());
    for (PullCriterion criterion : criteria) {
      String part = PullKey.part(criterion, item);
      key.append(key.isEmpty() ? "" : ".").append(part);
      Map<String, String> read = item.read(criterion.fact());
      String text = criterion.label() + ": " + PullKey.wording(criterion, item);
      String rule = DecisionPoint.PULL_ORDER + "/" + criterion.label();
      reasons.add(new Reason("key", part, rule, STRENGTH, text, null, read, true));
    }
    Map<String, String> answer = Map.of("key", key.toString());
    return new Decision(DecisionPoint.PULL_ORDER, answer, reasons, pack, facts, at);
  }

  /** Compares two decisions of this order. */
  PullComparison compare(Decision a, Decision b) {
    List<PullCriterion> equal = new ArrayList<>();
    for (int i = 0; i < criteria.size(); i++) {
      int order = a.reasons().get(i).value().compareTo(b.reasons().get(i).value());
      if (order != 0) {
        return comparison(order < 0 ? a : b, order < 0 ? b : a, criteria.get(i), i, equal);
      }
      equal.add(criteria.get(i));
    }
    boolean isFirst = id(a).compareTo(id(b)) <= 0;
    return comparison(isFirst ? a : b, isFirst ? b : a, null, 0, equal);
  }

  private static PullComparison comparison(
      Decision first,
      Decision second,
      @Nullable PullCriterion criterion,
      int index,
      List<PullCriterion> equal) {
    StringBuilder text = new StringBuilder(name(first) + " is pulled before " + name(second));
    if (criterion == null) {
      text.append(", because its id sorts first");
    } else {
      text.append(" by ").append(first.reasons().get(index).text());
      text.append(", against ").append(value(second.reasons().get(index).text()));
    }
    if (!equal.isEmpty()) {
      text.append("; equal by ");
      text.append(equal.stream().map(PullCriterion::label).collect(Collectors.joining(", ")));
    }
    return new PullComparison(first, second, criterion, equal, text.append('.').toString());
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
