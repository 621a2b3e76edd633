// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Points and weights: decimals with at most three places, kept as thousandths, so that a sum is
 * exact and does not depend on the order.
 */
public final class Points {
  /** How to write them. */
  public static final String ADVICE = "write a number like 3, -1 or 0.5, with at most 3 places";

  private static final Pattern FORM = Pattern.compile("-?[0-9]{1,6}(?:\\.[0-9]{1,3})?");
  private static final int PLACES = 3;

  private Points() {}

  /** The thousandths; empty if the text is no such number. */
  public static OptionalLong find(String text) {
    return FORM.matcher(text).matches()
        ? OptionalLong.of(new BigDecimal(text).movePointRight(PLACES).longValueExact())
        : OptionalLong.empty();
  }

  /** The number without needless digits. */
  public static String text(long thousandths) {
    return thousandths == 0
        ? "0"
        : BigDecimal.valueOf(thousandths, PLACES).stripTrailingZeros().toPlainString();
  }
}
