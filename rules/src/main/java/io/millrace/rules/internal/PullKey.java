// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PullCriterion;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Turns what a criterion knows of an item into text that sorts: lower is pulled first. */
final class PullKey {
  static final String UNKNOWN = "z"; // after every hexadecimal digit, in every collation
  private static final List<String> CLASSES =
      List.of("EXPEDITE", "FIXED_DATE", "STANDARD", "INTANGIBLE");
  private static final List<String> TIERS = List.of("PLATINUM", "GOLD", "SILVER", "BRONZE");
  private static final List<String> MOSCOW = List.of("MUST", "SHOULD", "COULD", "WONT");
  private static final String DEFERRED = "class_of_service_deferred";

  private PullKey() {}

  static String part(PullCriterion criterion, DefaultItem item) {
    return switch (criterion) {
      case CLASS_OF_SERVICE -> item.isTrue(DEFERRED) ? "9" : place(CLASSES, value(criterion, item));
      case ENTITLEMENT -> place(TIERS, value(criterion, item));
      case MOSCOW -> place(MOSCOW, value(criterion, item).replace("'", ""));
      case RESOURCE_AVAILABILITY ->
          item.has(criterion.fact()) ? item.isTrue(criterion.fact()) ? "0" : "1" : UNKNOWN;
      case DUE_DATE, FIRST_IN_FIRST_OUT, LAST_IN_FIRST_OUT -> {
        Instant instant = Derived.instant(value(criterion, item));
        yield instant == null
            ? UNKNOWN
            : sortable(instant.toEpochMilli(), criterion.isHighestFirst());
      }
      default -> sortable(item.number(criterion.fact(), Double.NaN), criterion.isHighestFirst());
    };
  }

  static String wording(PullCriterion criterion, DefaultItem item) {
    if (criterion == PullCriterion.CLASS_OF_SERVICE && item.isTrue(DEFERRED)) {
      return "deferred until its latest sensible start";
    }
    if (!item.has(criterion.fact())) {
      return "unknown";
    }
    double number = item.number(criterion.fact(), Double.NaN);
    return Double.isNaN(number)
        ? value(criterion, item)
        : Question.plain(Math.round(number * 100) / 100.0);
  }

  private static String value(PullCriterion criterion, DefaultItem item) {
    return item.value(criterion.fact()).strip();
  }

  private static String place(List<String> order, String value) {
    int place = order.indexOf(value.toUpperCase(Locale.ROOT));
    return place < 0 ? UNKNOWN : Integer.toString(place);
  }

  /** The bits of a number in an order that hexadecimal digits keep; turned if highest is first. */
  static String sortable(double number, boolean highestFirst) {
    if (Double.isNaN(number)) {
      return UNKNOWN;
    }
    long bits = Double.doubleToLongBits(number == 0 ? 0.0 : number);
    long ordered = bits ^ (bits >> 63 | Long.MIN_VALUE);
    return HexFormat.of().toHexDigits(highestFirst ? ~ordered : ordered);
  }
}
