// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How risky a change is; later ones are riskier. */
public enum RiskLevel {
  /** The least risky. */
  LOW,
  /** Riskier than {@link #LOW}. */
  MODERATE,
  /** Riskier than {@link #MODERATE}. */
  HIGH,
  /** The most risky. */
  VERY_HIGH;

  /**
   * The value in decisions and tables: {@code low}, {@code moderate}, {@code high}, {@code
   * very-high}.
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The level with this code; upper and lower case, blanks, hyphens and underscores are the same.
   */
  public static Optional<RiskLevel> find(String code) {
    String wanted = code.strip().toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    return Arrays.stream(values()).filter(level -> level.name().equals(wanted)).findFirst();
  }
}
