// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a guardrail says about a change; later ones are stricter. */
public enum Verdict {
  /** The change may go on. */
  PASS("pass"),
  /** The change may go on; people should know something. */
  WARN("warn"),
  /** The change may go on once somebody has approved it. */
  NEEDS_APPROVAL("approve"),
  /** The change may not go on. */
  STOP("stop");

  private final String code;

  Verdict(String code) {
    this.code = code;
  }

  /**
   * The value in decisions and tables: {@code pass}, {@code warn}, {@code approve}, {@code stop}.
   */
  public String code() {
    return code;
  }

  /** The stricter one of two. */
  public Verdict or(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * The verdict with this code.
   *
   * @throws InvalidInputException if there is none
   */
  public static Verdict of(String code) {
    String wanted = code.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(verdict -> verdict.code.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Expected a verdict ("
                        + Arrays.stream(values())
                            .map(Verdict::code)
                            .collect(Collectors.joining(", "))
                        + "), but got '"
                        + code
                        + "'.",
                    "correct the rule or table that proposes it"));
  }
}
