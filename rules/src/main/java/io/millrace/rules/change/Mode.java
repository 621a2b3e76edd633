// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much weight a guardrail has. */
public enum Mode {
  /** It is not evaluated. */
  OFF,
  /** It is evaluated and recorded, and the change passes whatever it says. */
  SHADOW,
  /** It warns at most. */
  WARN,
  /** What it says counts. */
  ENFORCE;

  /** The value in decisions and tables: the name in lower case. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The mode with this code, whatever its case. */
  public static Optional<Mode> find(String code) {
    return Arrays.stream(values())
        .filter(mode -> mode.name().equals(code.strip().toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** What counts of a verdict in this mode. */
  public Verdict limit(Verdict proposed) {
    return switch (this) {
      case OFF, SHADOW -> Verdict.PASS;
      case WARN -> proposed.compareTo(Verdict.WARN) > 0 ? Verdict.WARN : proposed;
      case ENFORCE -> proposed;
    };
  }
}
