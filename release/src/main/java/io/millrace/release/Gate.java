// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Asks whether what the published artifacts bring has known vulnerabilities that nobody waived, and
 * fails if so. It also fails if a waiver is wrong or has run out, and if the advisories are old: a
 * gate that knows nothing new would let all pass.
 */
final class Gate {

  /** Advisories about Maven's libraries change daily. */
  static final Duration FRESH = Duration.ofDays(14);

  private final Clock clock;
  private final PrintStream out;

  Gate(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  /**
   * Runs the gate.
   *
   * @param arguments bill of materials, waivers, and the place of the advisories
   * @throws IllegalStateException if anything may not pass; the message lists all of it
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "Expected bill of materials, waivers and advisories, but got "
              + arguments.length
              + " arguments.");
    }
    Gate gate =
        new Gate(Clock.systemUTC(), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    gate.pass(
        Sbom.read(Path.of(arguments[0])),
        Waivers.read(Path.of(arguments[1])),
        Advisories.from(arguments[2]));
  }

  void pass(Sbom sbom, Waivers waivers, Advisories advisories) {
    Instant newest =
        advisories
            .findNewest()
            .orElseThrow(
                () -> new IllegalStateException("Expected advisories, but there are none."));
    out.printf(
        "%d dependencies, %d advisories, the newest of %s, %d waivers%n",
        sbom.components().size(), advisories.all().size(), newest, waivers.all().size());
    List<String> wrong = new ArrayList<>(waivers.wrong(sbom, LocalDate.now(clock)));
    if (newest.isBefore(clock.instant().minus(FRESH))) {
      wrong.add(
          "Expected advisories of the last "
              + FRESH.toDays()
              + " days, but the newest is of "
              + newest
              + ".");
    }
    sbom.components().stream()
        .sorted(Comparator.comparing(Component::toString))
        .forEach(component -> wrong.addAll(findings(component, waivers, advisories)));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          String.join("\n", wrong)
              + "\nMaybe take a version without it, or waive it with name, reason and dates in release/waivers.yaml.");
    }
    out.println("Nothing is known that is not waived.");
  }

  private List<String> findings(Component component, Waivers waivers, Advisories advisories) {
    List<String> findings = new ArrayList<>();
    for (Advisory advisory : advisories.all()) {
      if (!advisory.concerns(component)) {
        continue;
      }
      String line =
          component
              + ": "
              + String.join(", ", advisory.names())
              + " ("
              + advisory.severity()
              + ") "
              + advisory.summary();
      if (waivers.cover(advisory, component)) {
        out.println("waived: " + line);
      } else {
        findings.add("Expected no known vulnerability, but found " + line);
      }
    }
    return findings;
  }
}
