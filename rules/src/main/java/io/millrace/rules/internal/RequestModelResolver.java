// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The strongest proposal of each output decides. If a limit is reached, it works out from which
 * date on the requester may ask again: the first day of the period (UTC) after the one in which the
 * item was opened, which is the one that the facts count.
 */
final class RequestModelResolver implements Resolver {
  /** The outputs of the decision point. */
  static final List<String> OUTPUTS =
      List.of("model", "approval", "fulfilment", "team", "limit", "period", "again");

  private static final String RULE = "io.millrace.policy.requestmodel/next period";
  private static final int MONTHS_PER_QUARTER = 3;

  private final StrongestResolver strongest;

  RequestModelResolver(List<String> outputs) {
    strongest = new StrongestResolver(outputs);
  }

  @Override
  public boolean strongestWins() {
    return true;
  }

  @Override
  public Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked) {
    return strongest.settle(first, item, isAsked);
  }

  @Override
  public Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item) {
    return withNext(strongest.resolve(first, last, item), item);
  }

  /** The period may have been picked in another way: the date follows it. */
  @Override
  public Answer after(Answer answer, Set<String> picked, DefaultItem item) {
    if (answer.reasons().stream().noneMatch(RequestModelResolver::isOwn)) {
      return withNext(answer, item);
    }
    Map<String, String> outputs = new LinkedHashMap<>(answer.outputs());
    outputs.remove("again");
    List<Reason> reasons = answer.reasons().stream().filter(reason -> !isOwn(reason)).toList();
    return withNext(new Answer(outputs, reasons), item);
  }

  private static boolean isOwn(Reason reason) {
    return reason.rule().equals(RULE);
  }

  private static Answer withNext(Answer answer, DefaultItem item) {
    Map<String, String> outputs = answer.outputs();
    boolean isReached = "reached".equals(outputs.get("limit")) && !outputs.containsKey("again");
    LocalDate next = isReached ? next(outputs.get("period"), opened(item)) : null;
    if (next == null) {
      return answer;
    }
    Map<String, String> more = new LinkedHashMap<>(outputs);
    more.put("again", next.toString());
    List<Reason> reasons = new ArrayList<>(answer.reasons());
    reasons.add(reason(next, more.get("period"), item));
    return new Answer(more, List.copyOf(reasons));
  }

  private static Reason reason(LocalDate next, @Nullable String period, DefaultItem item) {
    String text = "the " + period + " after the one in which it was opened begins then";
    return new Reason("again", next.toString(), RULE, 1, text, null, item.read("openedAt"), true);
  }

  private static LocalDate opened(DefaultItem item) {
    Instant opened = item.has("openedAt") ? Derived.instant(item.value("openedAt")) : null;
    return LocalDate.ofInstant(Objects.requireNonNullElse(opened, item.at()), ZoneOffset.UTC);
  }

  /** The first day of the next period; null if the table names another one. */
  private static @Nullable LocalDate next(@Nullable String period, LocalDate opened) {
    LocalDate month = opened.withDayOfMonth(1);
    return switch (Objects.requireNonNullElse(period, "")) {
      case "month" -> month.plusMonths(1);
      case "quarter" ->
          month
              .withMonth((opened.get(IsoFields.QUARTER_OF_YEAR) - 1) * MONTHS_PER_QUARTER + 1)
              .plusMonths(MONTHS_PER_QUARTER);
      case "year" -> opened.withDayOfYear(1).plusYears(1);
      default -> null;
    };
  }
}
