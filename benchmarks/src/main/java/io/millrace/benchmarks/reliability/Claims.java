// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a program claims to show, and what it found. Used by one thread. */
final class Claims {
  private final List<Claim> claims = new ArrayList<>();

  private record Claim(String what, String expected, String found, boolean holds) {}

  /** Adds a claim that holds or not. */
  void add(String what, Object expected, Object found, boolean holds) {
    claims.add(new Claim(what, expected.toString(), found.toString(), holds));
  }

  /** Two numbers have to be the same. */
  void same(String what, long expected, long found) {
    add(what, String.format("%,d", expected), String.format("%,d", found), expected == found);
  }

  /** A number has a limit. */
  void atMost(String what, long limit, long found) {
    add(what, String.format("<= %,d", limit), String.format("%,d", found), found <= limit);
  }

  /** Nothing must have been found; shows the first few things that were. */
  void none(String what, List<String> found) {
    add(
        what,
        "none",
        found.isEmpty()
            ? "none"
            : found.size() + ", such as " + found.subList(0, Math.min(3, found.size())),
        found.isEmpty());
  }

  /** Prints the table; says whether every claim holds. */
  boolean print(PrintStream out) {
    out.println();
    out.println("| claim | expected | found | |");
    out.println("|---|---|---|---|");
    for (Claim one : claims) {
      out.println(
          "| "
              + one.what()
              + " | "
              + one.expected()
              + " | "
              + one.found().replaceAll("\\s+", " ")
              + " | "
              + (one.holds() ? "PASS" : "**FAIL**")
              + " |");
    }
    boolean all = claims.stream().allMatch(Claim::holds);
    out.println();
    out.println(all ? "PASS: every claim holds." : "FAIL: not every claim holds.");
    return all;
  }
}
