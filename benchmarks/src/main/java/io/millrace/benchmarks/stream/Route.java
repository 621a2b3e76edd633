// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps that each item takes: a specialist obtains the fix, nobody is asked for feedback. */
final class Route {
  static final List<Leg> STEPS =
      List.of(
          new Leg("register", null),
          new Leg("investigate", "specialist"),
          new Leg("obtainFix", null),
          new Leg("deployFix", null),
          new Leg("verify", "restored"));

  private Route() {}

  /** One step, and the result with which it is completed. */
  record Leg(String step, @Nullable String result) {}
}
